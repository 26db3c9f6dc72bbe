// The rows of a live list: follows the newest unless something is being looked at.

import { useEffect, useReducer, useRef, useState } from 'react';
import type { CommandError } from '../../ipc/bindings/CommandError';
import { type RowsQuery, useNewestRows, useReadOlder } from '../../ipc/rows';
import { type Held, moveRows, NOTHING_HELD, waiting } from './heldRows';

/** Rows of one page: a screen of 1080 px shows at most 33. */
const PAGE_ROWS = 100;

/** `key` names the question: with another one the rows held are let go. */
export const useRows = (
  query: RowsQuery,
  key: string,
  isFollowing: boolean,
  found: Held = NOTHING_HELD,
) => {
  const [held, move] = useReducer(moveRows, found);
  const newest = useNewestRows(query, PAGE_ROWS);
  const readOlder = useReadOlder();
  const [olderFailed, setOlderFailed] = useState<CommandError | null>(null);

  const [heldFor, setHeldFor] = useState(key);
  if (heldFor !== key) {
    setHeldFor(key);
    setOlderFailed(null);
    move({ kind: 'reset' });
  }
  const latestKey = useRef(key);
  latestKey.current = key;

  useEffect(() => {
    if (newest.data) {
      move({ kind: 'head', page: newest.data, follow: isFollowing });
    }
  }, [newest.data, isFollowing]);

  const older = async () => {
    if (held.next === null || readOlder.isPending) {
      return;
    }
    setOlderFailed(null);
    try {
      const from = { at: 'before', sequence: held.next } as const;
      const page = await readOlder.mutateAsync({ ...query, from, limit: PAGE_ROWS });
      if (latestKey.current === key) {
        move({ kind: 'older', page });
      }
    } catch (error) {
      setOlderFailed(error as CommandError);
    }
  };

  return {
    held,
    waiting: waiting(held),
    newest,
    older,
    olderFailed,
    isReadingOlder: readOlder.isPending,
    toNewest: () => move({ kind: 'newest' }),
  };
};

export type RowsOfList = ReturnType<typeof useRows>;
