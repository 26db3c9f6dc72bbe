// The status of a subject: as a read shows it, or the last that a hash covered.

import type { FactView } from '../../ipc/bindings/FactView';
import type { TimelineRow } from '../../ipc/bindings/TimelineRow';
import { MARKS, Mark } from '../../parts/Mark';
import { Time } from '../../parts/Time';
import styles from './SubjectStatus.module.css';

/** The newest row that says a status of this subject alone; a test says none. */
const telling = (rows: TimelineRow[]): TimelineRow | null =>
  rows.find(
    (row) => row.kind !== 'observation' && row.status !== null && row.resolved && !row.isTest,
  ) ?? null;

const OfFact = ({ fact: { now, mark, word, note } }: { fact: FactView }) => (
  <>
    <span className={styles.status}>
      <Mark mark={mark} word={now.value} title={note ?? word} />
    </span>
    <span className={styles.soft}>
      {MARKS[mark].word}, {now.by === 'read' ? 'read' : 'received'} <Time at={now.at} />
      {now.by === 'read' ? '' : '; not confirmed by an API read'}
    </span>
  </>
);

const OfRow = ({ row }: { row: TimelineRow }) => (
  <>
    <span className={styles.status}>
      <Mark mark={row.mark} word={row.status ?? ''} title={row.reason} />
    </span>
    <span className={styles.soft}>
      {row.word}, received <Time at={row.at} />
      {row.read ? '' : '; not confirmed by an API read'}
    </span>
  </>
);

type Props = { rows: TimelineRow[]; fact: FactView | null };

export const SubjectStatus = ({ rows, fact }: Props) => {
  const row = fact ? null : telling(rows);
  return (
    <p className={styles.strip} data-testid="subject-status">
      <span className={styles.name}>Status</span>
      {fact ? <OfFact fact={fact} /> : null}
      {row ? <OfRow row={row} /> : null}
      {fact || row ? null : (
        <span className={styles.soft}>No row here says one of this subject alone</span>
      )}
    </p>
  );
};
