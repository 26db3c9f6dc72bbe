// An answer as it came: its status and headers, and its body raw or made readable.

import { useMemo, useState } from 'react';
import { bytes } from '../../format/count';
import { prettyJson } from '../../format/prettyJson';
import type { AnswerView } from '../../ipc/bindings/AnswerView';
import { Chips } from '../Chips';
import { Copy } from '../Copy';
import { Fact, Facts } from '../Facts';
import { Link } from '../Link';
import { Scrolled } from '../Scrolled';
import { Time } from '../Time';
import styles from './call.module.css';

const FORMS = [
  { id: 'pretty', label: 'Readable' },
  { id: 'raw', label: 'Raw' },
] as const;

type Props = { answer: AnswerView; onEntry: (sequence: number) => void };

const Missing = ({ answer, onEntry }: Props) => {
  const { sameAs } = answer;
  return sameAs === null ? (
    <p className={styles.soft}>The body was erased. The leaf still commits to what it was.</p>
  ) : (
    <p className={styles.soft}>
      The same as in <Link onPress={() => onEntry(sameAs)}>entry {sameAs}</Link>; so its hash alone
      was kept.
    </p>
  );
};

const Body = ({ answer, text }: { answer: AnswerView; text: string }) => {
  const [wanted, setWanted] = useState<'pretty' | 'raw'>('pretty');
  const pretty = useMemo(
    () => (answer.isCutForView ? null : prettyJson(text)),
    [answer.isCutForView, text],
  );
  const form = pretty === null ? 'raw' : wanted;
  return (
    <>
      <div className={styles.bar}>
        {pretty === null ? (
          <span className={styles.soft}>raw</span>
        ) : (
          <Chips label="How the body is shown" options={FORMS} chosen={form} onChoose={setWanted} />
        )}
        <span className={styles.soft}>
          {bytes(answer.bytes)}
          {answer.isCutForView ? ', the first 256 KB of it' : ''}
        </span>
        <span className={styles.room} />
        <Copy text={text} what="the body as it came" />
      </div>
      {answer.isWhole ? null : (
        <p className={styles.look} role="note">
          ▲ Not all of it came: it broke off, or was cut at the limit.
        </p>
      )}
      <Scrolled
        label="Body of the answer"
        text={form === 'pretty' && pretty !== null ? pretty : text}
        testId="answer-body"
      />
    </>
  );
};

export const Answer = ({ answer, onEntry }: Props) => (
  <>
    <Facts>
      <Fact name="Status">
        <code>{answer.status}</code>
      </Fact>
      <Fact name="content-type">
        {answer.contentType ? <code>{answer.contentType}</code> : 'not said'}
      </Fact>
      <Fact name="date">{answer.date ? <Time at={answer.date} form="full" /> : 'not said'}</Fact>
    </Facts>
    {answer.body === null ? (
      <Missing answer={answer} onEntry={onEntry} />
    ) : answer.body === '' ? (
      <p className={styles.soft}>The body is empty.</p>
    ) : (
      <Body answer={answer} text={answer.body} />
    )}
  </>
);
