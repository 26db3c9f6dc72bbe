// What a list's screen holds and does: the cursor, following or not, opening, keys, the way back.

import { useEffect, useRef, useState } from 'react';
import type { RowKind } from '../../ipc/bindings/RowKind';
import type { RowsQuery } from '../../ipc/rows';
import { useKeys } from '../../keyboard/useKeys';
import { useNavigation } from '../../navigation/Navigation';
import { useKept } from '../../navigation/useKept';
import { moveInGrid } from '../moveInGrid';
import type { Held } from './heldRows';
import type { Following } from './LiveState';
import { useRows } from './useRows';
import { usePointed, useScroll } from './useStill';

type Kept = { held: Held; cursor: string | null; top: number };

/** `kinds`: of the rows held only these are shown; none for all. */
export const useListScreen = (query: RowsQuery, kinds: readonly RowKind[] | null = null) => {
  const { back } = useNavigation();
  const frame = useRef<HTMLDivElement>(null);
  const heading = useRef<HTMLHeadingElement>(null);
  const found: Kept | undefined = useKept((): Kept => ({ held, cursor, top: topRef.current }));
  const [cursor, setCursor] = useState<string | null>(found?.cursor ?? null);
  const [isReady, setIsReady] = useState(false);
  const isPointed = usePointed(frame, isReady);
  const { isAtTop, topRef } = useScroll(frame, isReady, found?.top ?? 0);
  const isFollowing = cursor === null && !isPointed && isAtTop;

  const key = JSON.stringify(query);
  const [cursorFor, setCursorFor] = useState(key);
  if (cursorFor !== key) {
    setCursorFor(key);
    setCursor(null);
  }
  const list = useRows(query, key, isFollowing, found?.held);
  const { held, newest } = list;
  const rows = kinds ? held.rows.filter((row) => kinds.includes(row.kind)) : held.rows;

  useEffect(() => setIsReady(rows.length > 0), [rows.length]);
  const isBackOnRow = isReady && typeof found?.cursor === 'string';
  useEffect(() => {
    if (isBackOnRow) {
      frame.current?.querySelector<HTMLElement>('[role=grid]')?.focus({ preventScroll: true });
    }
  }, [isBackOnRow]);

  // Letting go of the row gives the focus back too, and the list goes on.
  const point = (to: string | null) => {
    setCursor(to);
    if (to === null) {
      heading.current?.focus({ preventScroll: true });
    }
  };
  const showNewest = () => {
    point(null);
    list.toNewest();
    frame.current?.querySelector('[role=grid]')?.scrollTo({ top: 0 });
  };
  useKeys('list', {
    'row.next': () => moveInGrid(frame.current, 'ArrowDown'),
    'row.previous': () => moveInGrid(frame.current, 'ArrowUp'),
    'rows.newest': showNewest,
    'rows.older': () => void list.older(),
    'place.back': () => (cursor === null ? back() : point(null)),
  });

  const isHeld = !isFollowing || held.detached;
  const following: Following = newest.error ? 'failed' : isHeld ? 'held' : 'live';
  const row = rows.find((one) => String(one.sequence) === cursor) ?? null;
  return { frame, heading, list, rows, row, cursor, following, point, showNewest };
};

export type ListOfScreen = ReturnType<typeof useListScreen>;
