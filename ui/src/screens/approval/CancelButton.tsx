// The way out of the drawer. It has the focus first: a second Enter closes what the first opened.

import { Button } from '../../parts/Button';
import styles from './approval.module.css';

type Props = { label: string; onPress: () => void };

export const CancelButton = ({ label, onPress }: Props) => (
  <span className={styles.cancel}>
    <Button autoFocus data-testid="approval-cancel" onPress={onPress}>
      {label}
    </Button>
  </span>
);
