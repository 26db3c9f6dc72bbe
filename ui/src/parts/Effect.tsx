// What a call may do at the partner's: a word with its shape.

import { Banknote, Eye, type LucideIcon, PencilLine } from 'lucide-react';
import type { OperationEffect } from '../ipc/bindings/OperationEffect';
import styles from './WordWithShape.module.css';

export const EFFECTS: Record<OperationEffect, { word: string; meaning: string; icon: LucideIcon }> =
  {
    reads: { word: 'reads', meaning: 'Nothing changes by it.', icon: Eye },
    changes: {
      word: 'changes',
      meaning: 'Data change; no money moves by it.',
      icon: PencilLine,
    },
    moves_money: {
      word: 'moves money',
      meaning: 'A transaction is made, moved on or ended.',
      icon: Banknote,
    },
  };

export const Effect = ({ effect }: { effect: OperationEffect }) => {
  const { word, meaning, icon: Icon } = EFFECTS[effect];
  return (
    <span className={styles.word} data-effect={effect} title={meaning}>
      <Icon size={14} aria-hidden="true" />
      {word}
    </span>
  );
};
