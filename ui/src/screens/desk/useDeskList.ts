// The desk's list: its rows held still while somebody looks at them, the cursor, what comes next.

import { useEffect, useRef, useState } from 'react';
import type { DeskItemView } from '../../ipc/bindings/DeskItemView';
import { useKeys } from '../../keyboard/useKeys';
import { useNavigation } from '../../navigation/Navigation';
import { type HeldObjects, holdObjects } from '../../parts/catalog/heldObjects';
import { usePointed, useScroll } from '../../parts/list/useStill';
import { moveInGrid } from '../../parts/moveInGrid';
import type { DeskRow } from './columns';
import { approvalOf } from './kinds';

const toRows = (items: DeskItemView[]): DeskRow[] =>
  items.map((item) => ({ subject: item.id, place: item.id, item }));

const NONE: HeldObjects<DeskRow> = { rows: [], isBehind: false };

export const useDeskList = (items: DeskItemView[] | undefined, of: string) => {
  const { back } = useNavigation();
  const frame = useRef<HTMLDivElement>(null);
  const heading = useRef<HTMLHeadingElement>(null);
  const [cursor, setCursor] = useState<string | null>(null);
  const [held, setHeld] = useState<HeldObjects<DeskRow> & { of: string }>({ ...NONE, of });
  const { rows } = held;
  const isReady = rows.length > 0;
  const isPointed = usePointed(frame, isReady);
  const { isAtTop } = useScroll(frame, isReady, 0);
  const mayMove = cursor === null && !isPointed && isAtTop;

  useEffect(() => {
    if (items) {
      setHeld((before) => ({
        ...holdObjects(before, toRows(items), mayMove || before.of !== of),
        of,
      }));
    }
  }, [items, mayMove, of]);

  const toGrid = () => frame.current?.querySelector<HTMLElement>('[role=grid]')?.focus();
  const point = (to: string | null) => {
    setCursor(to);
    if (to === null) {
      heading.current?.focus({ preventScroll: true });
    }
  };
  const showNow = () => {
    point(null);
    frame.current?.querySelector('[role=grid]')?.scrollTo({ top: 0 });
    if (items) {
      setHeld({ rows: toRows(items), isBehind: false, of });
    }
  };
  /** The row that stands behind this one, of those that still wait. */
  const behind = (id: string, fits: (item: DeskItemView) => boolean): DeskItemView | null => {
    const wait = new Map((items ?? []).map((item) => [item.id, item]));
    const at = rows.findIndex(({ subject }) => subject === id);
    const order = [...rows.slice(at + 1), ...rows.slice(0, Math.max(at, 0))];
    const fresh = (items ?? []).filter(({ id: one }) => !rows.some((row) => row.subject === one));
    const all = [...order.map(({ subject }) => wait.get(subject)), ...fresh];
    return all.find((item) => item !== undefined && item.id !== id && fits(item)) ?? null;
  };
  useKeys('list', {
    'row.next': () => moveInGrid(frame.current, 'ArrowDown'),
    'row.previous': () => moveInGrid(frame.current, 'ArrowUp'),
    'rows.newest': showNow,
    'place.back': () => (cursor === null ? back() : point(null)),
  });
  const has = (id: string | null) => rows.some(({ subject }) => subject === id);
  return {
    frame,
    heading,
    rows,
    item: rows.find(({ subject }) => subject === cursor)?.item ?? null,
    cursor: has(cursor) ? cursor : null,
    point,
    isBehind: held.isBehind,
    showNow,
    isEmpty: items !== undefined && items.length === 0 && (mayMove || !isReady),
    /** The next quote or deposit that waits. */
    approvalAfter: (id: string) => behind(id, (item) => approvalOf(item) !== null),
    /** Shows the list as it is now, with the cursor on this row, or on the one behind it. */
    catchUp: (id: string | null) => {
      if (!items || id === null) {
        return;
      }
      const stays = items.some((item) => item.id === id);
      const next = stays ? id : (behind(id, () => true)?.id ?? null);
      setHeld({ rows: toRows(items), isBehind: false, of });
      setCursor(next);
      setTimeout(next === null ? () => heading.current?.focus() : toGrid, 0);
    },
  };
};
