// A call as it went: what became of it, what was sent, what was answered.

import { useId } from 'react';
import { count } from '../../format/count';
import type { CallView } from '../../ipc/bindings/CallView';
import { Fact, Facts } from '../Facts';
import { Time } from '../Time';
import { Answer } from './Answer';
import { CallOutcomeWord } from './CallOutcomeWord';
import styles from './call.module.css';
import { offsetWords } from './offsetWords';
import { sentWords } from './outcomes';
import { SentRequest } from './SentRequest';

type Props = { call: CallView; onEntry: (sequence: number) => void };

export const CallResult = ({ call, onEntry }: Props) => {
  const id = useId();
  return (
    <div className={styles.call} data-testid="call-result" data-outcome={call.outcome}>
      <section aria-labelledby={`${id}-outcome`}>
        <h3 id={`${id}-outcome`}>What became of it</h3>
        <p className={styles.outcome}>
          <CallOutcomeWord outcome={call.outcome} status={call.answer?.status ?? null} />
          <span className={styles.soft}>{count(call.roundTripMs)} ms</span>
        </p>
        <p>{call.detail}</p>
        <p className={styles.soft}>{sentWords(call)}</p>
        {call.advice.length > 0 ? (
          <ul className={styles.advice} aria-label="What can be done">
            {call.advice.map((sentence) => (
              <li key={sentence}>{sentence}</li>
            ))}
          </ul>
        ) : null}
        <Facts>
          <Fact name="Sent at">
            <Time at={call.at} form="full" />
          </Fact>
          <Fact name="Clock">{offsetWords(call.clockOffsetMs)}</Fact>
          <Fact name="Entry">
            <code>{call.sequence}</code>
          </Fact>
        </Facts>
      </section>
      <section aria-labelledby={`${id}-sent`}>
        <h3 id={`${id}-sent`}>
          {call.outcome === 'not_sent' ? 'Request, not sent' : 'Request as sent'}
        </h3>
        <SentRequest sent={call.sent} />
      </section>
      <section aria-labelledby={`${id}-answer`}>
        <h3 id={`${id}-answer`}>Answer as it came</h3>
        {call.answer ? (
          <Answer answer={call.answer} onEntry={onEntry} />
        ) : (
          <p className={styles.soft}>No answer came.</p>
        )}
      </section>
    </div>
  );
};
