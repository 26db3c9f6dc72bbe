// Whether a gap goes on, waits, or was closed: a shape and a word.

import type { GapView } from '../../ipc/bindings/GapView';
import { Lamp } from '../Lamp';
import styles from './gaps.module.css';
import { standingOf } from './gapWords';

export const GapStanding = ({ gap }: { gap: GapView }) => {
  const { word, light } = standingOf(gap);
  return (
    <span className={styles.standing} title={word}>
      <Lamp light={light} />
      <span className={styles.clip}>{word}</span>
    </span>
  );
};
