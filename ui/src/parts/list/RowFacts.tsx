// The facts of one row, by name.

import { Fragment } from 'react';
import { count } from '../../format/count';
import { short } from '../../format/short';
import { utc } from '../../format/time';
import type { RowCall } from '../../ipc/bindings/RowCall';
import type { TimelineRow } from '../../ipc/bindings/TimelineRow';
import { Copy } from '../Copy';
import { ActionStateWord } from '../call/ActionStateWord';
import { CallOutcomeWord } from '../call/CallOutcomeWord';
import { Fact, Facts } from '../Facts';
import { Link } from '../Link';
import { Time } from '../Time';
import { Uncovered } from '../Uncovered';
import styles from './Inspector.module.css';
import { personWord } from './people';
import { isVouchedFor, verdictWords } from './verdicts';

type Props = {
  row: TimelineRow;
  onSubject: (key: string) => void;
  onEntry: (sequence: number) => void;
};

const Subjects = ({ row, onSubject }: Omit<Props, 'onEntry'>) => (
  <>
    {row.subjects.map((subject, index) => (
      <Fragment key={subject.key}>
        {index > 0 ? <span className={styles.soft}> or </span> : null}
        <Link onPress={() => onSubject(subject.key)}>{subject.label}</Link>
      </Fragment>
    ))}
    {row.resolved || personWord(row) ? null : (
      <p className={styles.soft}>Unresolved: what is covered fits each of these.</p>
    )}
  </>
);

const CallFacts = ({ call }: { call: RowCall }) => (
  <>
    <Fact name="Operation">
      <code>{call.operation}</code>
    </Fact>
    <Fact name="Outcome">
      <CallOutcomeWord outcome={call.outcome} status={call.httpStatus} />
    </Fact>
    <Fact name="Duration">{count(call.roundTripMs)} ms</Fact>
    {call.isUnchanged ? <Fact name="Answer">the same as an earlier one</Fact> : null}
  </>
);

const EntryFact = ({
  name,
  entry,
  onEntry,
}: {
  name: string;
  entry: number | null;
  onEntry: (sequence: number) => void;
}) =>
  entry === null ? null : (
    <Fact name={name}>
      <Link onPress={() => onEntry(entry)}>Entry {entry}</Link>
    </Fact>
  );

export const RowFacts = ({ row, onSubject, onEntry }: Props) => (
  <Facts>
    {row.by ? (
      <Fact name="By">
        <bdi>{row.by}</bdi>
      </Fact>
    ) : null}
    {row.call ? <CallFacts call={row.call} /> : null}
    {row.action ? (
      <Fact name="Outcome">
        <ActionStateWord state={row.action.state} />
      </Fact>
    ) : null}
    {row.status ? (
      <Fact name="Status">
        <code>{row.status}</code>
      </Fact>
    ) : null}
    {row.subjects.length > 0 ? (
      <Fact name="About">
        <Subjects row={row} onSubject={onSubject} />
      </Fact>
    ) : null}
    <EntryFact name="About" entry={row.about} onEntry={onEntry} />
    {row.covers.length > 0 ? (
      <Fact name={isVouchedFor(row) ? 'Covers' : 'Field list'}>
        <code>{row.covers.join(', ')}</code>
      </Fact>
    ) : null}
    <Fact name={row.kind === 'delivery' ? 'Received' : 'Recorded'}>
      <Time at={row.at} form="full" />
      <br />
      <span className={styles.soft}>{utc(row.at)}</span>
    </Fact>
    <Fact name="Entry">
      <code>{row.sequence}</code>
    </Fact>
    {row.verdict ? (
      <Fact name="Verdict">
        {verdictWords(row.verdict)}
        <br />
        <code className={styles.soft}>{row.verdict}</code>
      </Fact>
    ) : null}
    <EntryFact name="Repeat of" entry={row.repeatOf} onEntry={onEntry} />
    {row.requestUuid ? (
      <Fact name="Request">
        <Uncovered>
          <code>{short(row.requestUuid, 18)}</code>
        </Uncovered>{' '}
        <Copy text={row.requestUuid} what="the request’s UUID" />
      </Fact>
    ) : null}
  </Facts>
);
