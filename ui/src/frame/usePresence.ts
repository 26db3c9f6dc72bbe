// Tells the Rust side that a person is there, so that it locks when nobody was for a while.

import { useEffect } from 'react';
import { call } from '../ipc/call';

const TOLD_EVERY_MS = 20_000;
const SIGNS = ['keydown', 'pointerdown', 'pointermove', 'wheel'] as const;

export const usePresence = (isUnlocked: boolean): void => {
  useEffect(() => {
    if (!isUnlocked) {
      return;
    }
    let toldAt = Number.NEGATIVE_INFINITY;
    const tell = () => {
      const now = performance.now();
      if (now - toldAt >= TOLD_EVERY_MS) {
        toldAt = now;
        // Where it fails the console locks too early, and never too late.
        call('note_presence', {}).catch(() => undefined);
      }
    };
    for (const sign of SIGNS) {
      window.addEventListener(sign, tell, { passive: true, capture: true });
    }
    return () => {
      for (const sign of SIGNS) {
        window.removeEventListener(sign, tell, { capture: true });
      }
    };
  }, [isUnlocked]);
};
