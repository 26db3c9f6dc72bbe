// What a list of objects is narrowed to and sorted by, and which part of it is asked for; both are
// found again on the way back.

import { useRef, useState } from 'react';
import { useKept } from '../../navigation/useKept';
import { type HeldWindow, useWindow } from './useWindow';

/** What every list of objects can be narrowed to, and its order. */
export type ObjectFilter = {
  search: string;
  statuses: string[];
  sort: string;
  descending: boolean;
};

/** Where a list was left. */
export type LeftList = { cursor: string | null; top: number };

type Kept<F> = { filter: F; left: LeftList; part: HeldWindow };

/** `begin`: what it is narrowed to where nothing is found again. */
export const useFiltered = <F extends ObjectFilter>(begin: () => F) => {
  const leaving = useRef((): LeftList => ({ cursor: null, top: 0 }));
  const found: Kept<F> | undefined = useKept(
    (): Kept<F> => ({ filter, left: leaving.current(), part: part.held }),
  );
  const [filter, setFilter] = useState<F>(() => found?.filter ?? begin());
  const key = JSON.stringify(filter);
  const part = useWindow(key, found?.part);
  return {
    filter,
    setFilter,
    narrow: (to: Partial<F>) => setFilter({ ...filter, ...to }),
    /** Names the question. */
    key,
    part,
    found: found?.left,
    /** The list says here where it stands. */
    leaving,
  };
};

export type Filtered<F extends ObjectFilter> = ReturnType<typeof useFiltered<F>>;
