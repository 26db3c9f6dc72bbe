// Whether a delivery would arrive, in a word with its icon, and how old the last proof of it is.

import { Button, VisuallyHidden } from 'react-aria-components';
import type { WayInBadge as Badge } from '../ipc/bindings/WayInBadge';
import { useNavigation } from '../navigation/Navigation';
import { useNow } from '../parts/useNow';
import { badgeName, proofAge, WAY_IN_STATES } from '../parts/wayIn/states';
import styles from './WayInBadge.module.css';

export const WayInBadge = ({ badge }: { badge: Badge }) => {
  const { go } = useNavigation();
  const now = useNow();
  const { word, icon: Icon, light, means } = WAY_IN_STATES[badge.state];
  return (
    <span className={styles.place} title={badge.reason?.detail ?? means}>
      <Button
        className={styles.badge}
        data-testid="way-in-badge"
        data-state={badge.state}
        data-light={light}
        aria-label={badgeName(badge, now)}
        onPress={() => go({ at: 'way-in', view: 'state' })}
      >
        <Icon size={14} aria-hidden="true" />
        <span className={styles.word}>{word}</span>{' '}
        <span className={styles.age}>{proofAge(badge, now)}</span>
      </Button>
      {/* A change is told once; the age, which ticks, is not. */}
      <VisuallyHidden role="status">Way in: {word}</VisuallyHidden>
    </span>
  );
};
