// What became of what a person asked the partner for, in a row: the outcome and its object.

import type { RowAction } from '../../ipc/bindings/RowAction';
import type { TimelineRow } from '../../ipc/bindings/TimelineRow';
import { ActionStateWord } from '../call/ActionStateWord';
import styles from './columns.module.css';

type Props = { row: TimelineRow; action: RowAction };

/** An object that is not the row's own is named: what a creation made. */
const made = (row: TimelineRow, action: RowAction): string | null => {
  const { object } = action;
  const isOwn = row.subjects.some((subject) => subject.key === object?.key);
  return object && !isOwn ? object.label : null;
};

export const RowActionWords = ({ row, action }: Props) => (
  <span className={styles.call} title={row.reason}>
    {row.kind === 'intent' ? <span aria-hidden="true">→</span> : null}
    <ActionStateWord state={action.state} />
    <bdi className={`${styles.clip} ${styles.soft}`}>{row.words ?? made(row, action)}</bdi>
  </span>
);
