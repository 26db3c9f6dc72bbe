// What is known of a subject: the last status that a hash covered, and that no read confirmed it.

import type { TimelineRow } from '../../ipc/bindings/TimelineRow';
import { Mark } from '../../parts/Mark';
import { Time } from '../../parts/Time';
import styles from './SubjectStatus.module.css';

/** The newest row that says a status of this subject alone; a test says none. */
const telling = (rows: TimelineRow[]): TimelineRow | null =>
  rows.find((row) => row.status !== null && row.resolved && !row.isTest) ?? null;

export const SubjectStatus = ({ rows }: { rows: TimelineRow[] }) => {
  const row = telling(rows);
  return (
    <p className={styles.strip} data-testid="subject-status">
      <span className={styles.name}>Status</span>
      {row ? (
        <>
          <span className={styles.status}>
            <Mark mark={row.mark} word={row.status ?? ''} title={row.reason} />
          </span>
          <span className={styles.soft}>
            {row.word}, received <Time at={row.at} />; not confirmed by an API read
          </span>
        </>
      ) : (
        <span className={styles.soft}>No row here says one of this subject alone</span>
      )}
    </p>
  );
};
