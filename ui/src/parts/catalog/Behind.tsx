// Says that a list which is held still has changed, and shows it as it is.

import { RotateCw } from 'lucide-react';
import { Button } from 'react-aria-components';
import styles from '../list/LiveState.module.css';

type Props = { isBehind: boolean; onShow: () => void };

export const Behind = ({ isBehind, onShow }: Props) => (
  <span className={styles.live} aria-live="polite">
    {isBehind ? (
      <Button className={styles.newer} data-testid="show-now" onPress={onShow}>
        <RotateCw size={14} aria-hidden="true" />
        Changed: show
      </Button>
    ) : null}
  </span>
);
