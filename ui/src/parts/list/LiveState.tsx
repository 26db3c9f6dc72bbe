// Whether a list follows what comes in, and how much waits above it.

import { ArrowUp } from 'lucide-react';
import { Button } from 'react-aria-components';
import styles from './LiveState.module.css';

export type Following = 'live' | 'held' | 'failed';

const FOLLOWING: Record<Following, string> = {
  live: 'Live',
  held: 'Held still',
  failed: 'Not up to date',
};

type Props = {
  following: Following;
  waiting: { count: number; more: boolean };
  onNewest: () => void;
};

export const LiveState = ({ following, waiting, onNewest }: Props) => (
  <span className={styles.live} aria-live="polite">
    {waiting.count > 0 ? (
      <Button className={styles.newer} data-testid="newer" onPress={onNewest}>
        <ArrowUp size={14} aria-hidden="true" />
        {waiting.more ? `${waiting.count}+ newer` : `${waiting.count} newer`}
      </Button>
    ) : (
      <span className={styles.following} data-following={following}>
        {FOLLOWING[following]}
      </span>
    )}
  </span>
);
