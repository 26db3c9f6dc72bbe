// A live timeline: follows the newest rows unless something is being looked at.

import { useEffect, useReducer, useState } from 'react';
import { useAsk } from '../../ipc/ask';
import type { CommandError } from '../../ipc/bindings/CommandError';
import type { Show } from '../../ipc/bindings/Show';
import { useReadOlder } from '../../ipc/readOlder';
import { type Held, moveRows, NOTHING_HELD, waiting } from './heldRows';

/** Rows of one page: a screen of 1080 px shows at most 33. */
const PAGE_ROWS = 100;

type Asked = { profile: string; subject: string | null; show: Show };

export const useTimeline = (asked: Asked, isFollowing: boolean, found: Held = NOTHING_HELD) => {
  const [held, move] = useReducer(moveRows, found);
  const newest = useAsk('list_timeline', { ...asked, from: { at: 'newest' }, limit: PAGE_ROWS });
  const readOlder = useReadOlder();
  const [olderFailed, setOlderFailed] = useState<CommandError | null>(null);

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
      const page = await readOlder.mutateAsync({ ...asked, from, limit: PAGE_ROWS });
      move({ kind: 'older', page });
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
