// How an observation's call went, in a row: outcome, HTTP status, duration, what it showed.

import { count } from '../../format/count';
import type { RowCall } from '../../ipc/bindings/RowCall';
import type { TimelineRow } from '../../ipc/bindings/TimelineRow';
import { CallOutcomeWord } from '../call/CallOutcomeWord';
import styles from './columns.module.css';

type Props = { row: TimelineRow; call: RowCall };

export const RowCallWords = ({ row, call }: Props) => (
  <span className={styles.call} title={row.reason}>
    <CallOutcomeWord outcome={call.outcome} status={call.httpStatus} />
    <span className={styles.soft}>{count(call.roundTripMs)} ms</span>
    {row.status ? (
      <code className={styles.clip}>{row.status}</code>
    ) : call.isUnchanged ? (
      <span className={styles.soft}>unchanged</span>
    ) : null}
  </span>
);
