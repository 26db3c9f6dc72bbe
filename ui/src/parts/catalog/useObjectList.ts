// What a list of objects holds and does: cursor, keys, growing, standing still.

import type { UseQueryResult } from '@tanstack/react-query';
import { type RefObject, useEffect, useRef, useState } from 'react';
import type { CommandError } from '../../ipc/bindings/CommandError';
import { useKeys } from '../../keyboard/useKeys';
import { useNavigation } from '../../navigation/Navigation';
import { usePointed, useScroll } from '../list/useStill';
import { moveInGrid } from '../moveInGrid';
import { type HeldObjects, holdObjects, type ObjectRow } from './heldObjects';
import type { Filtered, ObjectFilter } from './useFiltered';

/** So near to the last row, more is asked for: a screenful. */
const NEAR_END_PX = 1000;

type Page<Row> = { rows: Row[]; next: string | null };
type Options<F extends ObjectFilter, Row extends ObjectRow> = {
  filtered: Filtered<F>;
  question: UseQueryResult<Page<Row>, CommandError>;
  /** Whether merchants are made from here. */
  makesMerchants?: boolean;
};

const useNearEnd = (frame: RefObject<HTMLElement | null>, isReady: boolean, near: () => void) => {
  const latest = useRef(near);
  latest.current = near;
  useEffect(() => {
    const element = frame.current;
    if (!isReady || !element) {
      return;
    }
    const scrolled = ({ target }: Event) => {
      if (target instanceof HTMLElement && target.matches('[role=grid]')) {
        const left = target.scrollHeight - target.scrollTop - target.clientHeight;
        if (left < NEAR_END_PX) {
          latest.current();
        }
      }
    };
    element.addEventListener('scroll', scrolled, { capture: true, passive: true });
    return () => element.removeEventListener('scroll', scrolled, { capture: true });
  }, [frame, isReady]);
};

export const useObjectList = <F extends ObjectFilter, Row extends ObjectRow>(
  options: Options<F, Row>,
) => {
  const { filtered, question, makesMerchants = true } = options;
  const { key, part, found } = filtered;
  const { go, back } = useNavigation();
  const search = useRef<HTMLInputElement>(null);
  const frame = useRef<HTMLDivElement>(null);
  const heading = useRef<HTMLHeadingElement>(null);
  const [cursor, setCursor] = useState<string | null>(found?.cursor ?? null);
  const [held, setHeld] = useState<HeldObjects<Row> & { of: string }>({
    rows: [],
    isBehind: false,
    of: '',
  });
  const rows = held.rows;
  const isReady = rows.length > 0;
  const isPointed = usePointed(frame, isReady);
  const { isAtTop, topRef } = useScroll(frame, isReady, found?.top ?? 0);
  const mayMove = cursor === null && !isPointed && isAtTop;

  // Another question, or another part of the list, has other rows.
  const of = `${key} ${part.after ?? ''}`;
  const [cursorFor, setCursorFor] = useState(of);
  if (cursorFor !== of) {
    setCursorFor(of);
    setCursor(null);
  }
  const { data } = question;
  const isCurrent = data !== undefined && !question.isPlaceholderData;
  useEffect(() => {
    if (data && (isCurrent || of === held.of)) {
      setHeld((before) => ({
        ...holdObjects(before, data.rows, mayMove || before.of !== of),
        of,
      }));
    }
  }, [data, isCurrent, mayMove, of, held.of]);

  filtered.leaving.current = () => ({ cursor, top: topRef.current });

  const isBackOnRow = isReady && typeof found?.cursor === 'string';
  useEffect(() => {
    if (isBackOnRow) {
      frame.current?.querySelector<HTMLElement>('[role=grid]')?.focus({ preventScroll: true });
    }
  }, [isBackOnRow]);

  const hasMore = (data?.next ?? null) !== null;
  const more = () => {
    const last = rows.at(-1);
    if (last && hasMore && !question.isPlaceholderData) {
      part.more(last.place);
    }
  };
  useNearEnd(frame, isReady, () => {
    if (!part.isFull) {
      more();
    }
  });

  const point = (to: string | null) => {
    setCursor(to);
    if (to === null) {
      heading.current?.focus({ preventScroll: true });
    }
  };
  const showNow = () => {
    point(null);
    frame.current?.querySelector('[role=grid]')?.scrollTo({ top: 0 });
    if (data) {
      setHeld({ rows: data.rows, isBehind: false, of });
    }
  };
  useKeys('list', {
    'row.next': () => moveInGrid(frame.current, 'ArrowDown'),
    'row.previous': () => moveInGrid(frame.current, 'ArrowUp'),
    'filter.focus': () => search.current?.focus(),
    'rows.older': more,
    'place.back': () => (cursor === null ? back() : point(null)),
  });
  useKeys(
    'objects',
    makesMerchants ? { 'merchant.new': () => go({ at: 'merchant-form', number: null }) } : {},
  );
  return {
    frame,
    heading,
    search,
    rows,
    row: rows.find(({ subject }) => subject === cursor) ?? null,
    cursor: rows.some(({ subject }) => subject === cursor) ? cursor : null,
    point,
    toRows: () => frame.current?.querySelector<HTMLElement>('[role=grid]')?.focus(),
    isBehind: held.isBehind,
    showNow,
    hasMore,
    more,
    /** Between an answer and its rows there is a moment in which none are held. */
    isEmpty: isCurrent && data.rows.length === 0,
  };
};

export type HeldList<Row extends ObjectRow> = ReturnType<typeof useObjectList<ObjectFilter, Row>>;
