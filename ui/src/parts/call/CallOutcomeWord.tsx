// What became of a call: a word with its shape.

import type { CallOutcome } from '../../ipc/bindings/CallOutcome';
import styles from '../WordWithShape.module.css';
import { OUTCOMES } from './outcomes';

type Props = { outcome: CallOutcome; status?: number | null };

export const CallOutcomeWord = ({ outcome, status = null }: Props) => {
  const { word, icon: Icon } = OUTCOMES[outcome];
  return (
    <span className={styles.word} data-outcome={outcome}>
      <Icon size={14} aria-hidden="true" />
      <span>
        {word}
        {status === null ? '' : ` ${status}`}
      </span>
    </span>
  );
};
