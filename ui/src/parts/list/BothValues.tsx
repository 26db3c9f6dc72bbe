// What a delivery told and what the read that followed shows, side by side.

import type { Mark as MarkName } from '../../ipc/bindings/Mark';
import type { ReadSince } from '../../ipc/bindings/ReadSince';
import type { TimelineRow } from '../../ipc/bindings/TimelineRow';
import { Link } from '../Link';
import { Mark } from '../Mark';
import { Time } from '../Time';
import styles from './BothValues.module.css';

type Props = { row: TimelineRow; read: ReadSince; onRead: (sequence: number) => void };

const markOf = (row: TimelineRow): MarkName =>
  row.mark === 'contradicted'
    ? 'contradicted'
    : row.mark === 'confirmed'
      ? 'confirmed'
      : 'received';

export const BothValues = ({ row, read, onRead }: Props) => (
  <div className={styles.both} data-mark={row.mark} data-testid="both-values">
    <table className={styles.table}>
      <thead>
        <tr>
          <th scope="col">This delivery says</th>
          <th scope="col">The API says</th>
        </tr>
      </thead>
      <tbody>
        <tr>
          <td>
            <code>{row.status ?? 'nothing that is covered'}</code>
          </td>
          <td>{read.status === null ? 'There is no such object.' : <code>{read.status}</code>}</td>
        </tr>
        <tr className={styles.soft}>
          <td>
            received <Time at={row.at} />
          </td>
          <td>
            read <Time at={read.at} />,{' '}
            <Link onPress={() => onRead(read.sequence)}>entry {read.sequence}</Link>
          </td>
        </tr>
      </tbody>
    </table>
    <p>
      {read.isOvertaken ? <strong>overtaken </strong> : <Mark mark={markOf(row)} />}{' '}
      <span className={styles.soft}>{read.detail}</span>
    </p>
  </div>
);
