// How far the desk is known: whether the API's lists were read, and when.

import { age } from '../../format/time';
import type { CommandError } from '../../ipc/bindings/CommandError';
import type { DeskView } from '../../ipc/bindings/DeskView';
import { useNow } from '../../parts/useNow';
import styles from './Desk.module.css';

type Props = { desk: DeskView; error: CommandError | null };

export const DeskHead = ({ desk, error }: Props) => {
  const now = useNow(5_000);
  const words = () => {
    if (error) {
      return error.message;
    }
    if (desk.isFilling) {
      return 'Reading the API’s lists…';
    }
    if (desk.fillFailed !== null) {
      return `The lists could not be read: ${desk.fillFailed}`;
    }
    if (desk.filledAt !== null) {
      return `Lists read ${age(desk.filledAt, now)}`;
    }
    return desk.isWhole
      ? 'As the ledger tells it'
      : 'Lists not read yet: older ones may be missing';
  };
  return (
    <span className={styles.filled} title={words()} role="status" data-testid="desk-filled">
      {words()}
    </span>
  );
};
