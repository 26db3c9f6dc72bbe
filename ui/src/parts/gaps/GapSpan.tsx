// From when until when a gap was, and for how long; one that goes on counts on.

import type { GapView } from '../../ipc/bindings/GapView';
import { Time } from '../Time';
import { useNow } from '../useNow';
import styles from './gaps.module.css';
import { lengthOf } from './gapWords';

const Ticking = ({ gap }: { gap: GapView }) => {
  const now = useNow();
  return <>{lengthOf(gap, now)}</>;
};

export const GapLength = ({ gap }: { gap: GapView }) =>
  gap.until === null ? <Ticking gap={gap} /> : lengthOf(gap, new Date());

export const GapSpan = ({ gap }: { gap: GapView }) => (
  <span className={styles.span}>
    <Time at={gap.from} /> – {gap.until === null ? 'now' : <Time at={gap.until} />},{' '}
    <span className={styles.soft}>
      <GapLength gap={gap} />
    </span>
  </span>
);
