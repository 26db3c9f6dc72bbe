// What became of what a person asked the partner for: a word with its shape.

import {
  Check,
  CircleHelp,
  CircleSlash,
  Hourglass,
  type LucideIcon,
  Undo2,
  Unplug,
} from 'lucide-react';
import type { ActionState } from '../../ipc/bindings/ActionState';
import styles from '../WordWithShape.module.css';

const STATES: Record<ActionState, { word: string; icon: LucideIcon }> = {
  under_way: { word: 'under way', icon: Hourglass },
  done: { word: 'done', icon: Check },
  refused: { word: 'refused', icon: CircleSlash },
  not_sent: { word: 'not sent', icon: Unplug },
  did_not_happen: { word: 'did not happen', icon: Undo2 },
  unknown: { word: 'outcome unknown', icon: CircleHelp },
};

export const ActionStateWord = ({ state }: { state: ActionState }) => {
  const { word, icon: Icon } = STATES[state];
  return (
    <span className={styles.word} data-outcome={state}>
      <Icon size={14} aria-hidden="true" />
      <span>{word}</span>
    </span>
  );
};
