// The status that a delivery told, and what the API says where that is something else.

import type { TimelineRow } from '../../ipc/bindings/TimelineRow';
import styles from './columns.module.css';

export const RowStatus = ({ row }: { row: TimelineRow }) => {
  const { read, status, mark } = row;
  if (mark !== 'contradicted' || !read) {
    return <code className={styles.clip}>{status}</code>;
  }
  const shown = read.status ?? 'no such object';
  return (
    <span className={styles.call} title={`${read.detail} Delivery: ${status}. API: ${shown}.`}>
      <code className={styles.clip}>{status}</code>
      <span className={styles.otherwise}>
        API: <code>{shown}</code>
      </span>
    </span>
  );
};
