// The partner's word for why a transaction is cancelled.

import { Chips } from '../../parts/Chips';
import styles from './approval.module.css';

const labelOf = (word: string): string =>
  word.charAt(0) + word.slice(1).toLowerCase().replaceAll('_', ' ');

type Props = {
  reasons: readonly string[];
  chosen: string | null;
  onChoose: (reason: string | null) => void;
};

export const CancelReason = ({ reasons, chosen, onChoose }: Props) => (
  <div className={styles.part}>
    <span className={styles.label}>The reason in Cedar’s words</span>
    <Chips
      label="The reason in Cedar’s words"
      options={[
        { id: '', label: 'Not said' },
        ...reasons.map((id) => ({ id, label: labelOf(id) })),
      ]}
      chosen={chosen ?? ''}
      onChoose={(id) => onChoose(id === '' ? null : id)}
    />
  </div>
);
