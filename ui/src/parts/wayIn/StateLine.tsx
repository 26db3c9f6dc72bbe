// What the way in is now: word, icon, age of the last proof, and what that means.

import type { WayInBadge } from '../../ipc/bindings/WayInBadge';
import { Time } from '../Time';
import styles from './StateLine.module.css';
import { proofAge, proofWords, WAY_IN_STATES } from './states';

type Props = { badge: WayInBadge; now: Date };

export const StateLine = ({ badge, now }: Props) => {
  const { word, icon: Icon, light, means } = WAY_IN_STATES[badge.state];
  const proof = proofAge(badge, now);
  return (
    <div className={styles.state} data-light={light} data-testid="way-in-state">
      <p className={styles.line}>
        <Icon size={20} strokeWidth={1.75} aria-hidden="true" />
        <strong role="status">{word}</strong>
        {badge.since ? (
          <span className={styles.soft}>
            since <Time at={badge.since} now={now} />
          </span>
        ) : null}
        {proof ? (
          <span className={styles.soft}>
            {badge.lastProof === null ? proof : `last proof ${proof} ${proofWords(badge)}`}
          </span>
        ) : null}
      </p>
      <p className={styles.means}>{means}</p>
    </div>
  );
};
