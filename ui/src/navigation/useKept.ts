// What a screen finds again when the person comes back to it, and leaves when it goes.

import { useEffect, useRef, useState } from 'react';
import { useNavigation } from './Navigation';

/** `leaving` is asked for what to keep when the screen goes. */
export const useKept = <T>(leaving: () => T): T | undefined => {
  const { kept, depth } = useNavigation();
  const [own] = useState(() => ({ depth, found: kept.get(depth) as T | undefined }));
  const latest = useRef(leaving);
  latest.current = leaving;
  useEffect(
    () => () => {
      kept.set(own.depth, latest.current());
    },
    [kept, own],
  );
  return own.found;
};
