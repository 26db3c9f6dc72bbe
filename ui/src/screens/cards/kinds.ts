// What the cards are about, in words and icons.

import {
  Files,
  KeyRound,
  ListChecks,
  type LucideIcon,
  Repeat2,
  TrendingDown,
  Undo2,
} from 'lucide-react';
import type { CardKind } from '../../ipc/bindings/CardKind';

export const KINDS: Record<CardKind, { word: string; icon: LucideIcon }> = {
  field_set: { word: 'List of fields', icon: ListChecks },
  other_body: { word: 'Same signature, other body', icon: Files },
  secret_alone: { word: 'Hash of the bare secret', icon: KeyRound },
  out_of_course: { word: 'Status out of course', icon: Undo2 },
  repeat_contradicted: { word: 'Repeat contradicted', icon: Repeat2 },
  match_rate: { word: 'Match rate', icon: TrendingDown },
};
