// A span's two instants, fixed when it is chosen and anew when the day changes.

import { useState } from 'react';
import type { Span } from '../../navigation/narrowed';
import { useNow } from '../../parts/useNow';
import { type Ends, endsOf } from './filter';

const LOOK_EVERY_MS = 30_000;

/** A start that moved with each second would ask anew each second. */
export const useEnds = (span: Span | null): Ends => {
  const key = `${JSON.stringify(span)} ${useNow(LOOK_EVERY_MS).toDateString()}`;
  const fixed = () => ({ key, ends: endsOf(span, new Date()) });
  const [kept, setKept] = useState(fixed);
  if (kept.key === key) {
    return kept.ends;
  }
  const next = fixed();
  setKept(next);
  return next.ends;
};
