// Which part of a long list is asked for: it grows as it is scrolled, then goes on anew.

import { useState } from 'react';
import { ROWS_HELD_MAX } from '../DataGrid';

/** Rows of one step: a screen of 1080 px shows at most 33. */
const STEP_ROWS = 100;

type Windowed = { key: string; starts: (string | null)[]; limit: number };

const first = (key: string): Windowed => ({ key, starts: [null], limit: STEP_ROWS });

/** `key` names the question: with another one it begins anew. */
export const useWindow = (key: string, found?: Windowed) => {
  const [held, setHeld] = useState<Windowed>(found?.key === key ? found : first(key));
  const now = held.key === key ? held : first(key);
  if (now !== held) {
    setHeld(now);
  }
  return {
    held: now,
    after: now.starts.at(-1) ?? null,
    limit: now.limit,
    /** How many rows stand before it. */
    skipped: (now.starts.length - 1) * ROWS_HELD_MAX,
    isFull: now.limit >= ROWS_HELD_MAX,
    /** `place`: of the last row held. */
    more: (place: string) =>
      setHeld(
        now.limit < ROWS_HELD_MAX
          ? { ...now, limit: Math.min(now.limit + STEP_ROWS, ROWS_HELD_MAX) }
          : { ...now, starts: [...now.starts, place], limit: STEP_ROWS },
      ),
    earlier: () => setHeld({ ...now, starts: now.starts.slice(0, -1), limit: ROWS_HELD_MAX }),
    toFirst: () => setHeld(first(key)),
  };
};

export type WindowOfList = ReturnType<typeof useWindow>;
export type HeldWindow = Windowed;
