// An amount as the API wrote it, grouped for reading: every digit, its currency beside it.

import { grouped } from '../format/money';
import styles from './Amount.module.css';

type Props = { amount: string | null; currency: string | null; none?: string };

export const Amount = ({ amount, currency, none = '–' }: Props) =>
  amount === null ? (
    <span className={styles.none}>{none}</span>
  ) : (
    <span className={styles.amount} title={[amount, currency].filter(Boolean).join(' ')}>
      <data value={amount}>{grouped(amount)}</data>
      {currency === null ? null : <span className={styles.currency}> {currency}</span>}
    </span>
  );
