// Rows that people made: notes, decisions, settings, what they asked the partner for.

import type { RowKind } from '../../ipc/bindings/RowKind';
import type { TimelineRow } from '../../ipc/bindings/TimelineRow';

const WORDS: Partial<Record<RowKind, string>> = {
  note: 'note',
  decision: 'decision',
  setting: 'setting',
  intent: 'intent',
  outcome: 'outcome',
};

/** "note"; none for what came from elsewhere. */
export const personWord = (row: TimelineRow): string | null => WORDS[row.kind] ?? null;
