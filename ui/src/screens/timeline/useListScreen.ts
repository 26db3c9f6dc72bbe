// What a list's screen holds and does: the cursor, following or not, opening, keys, the way back.

import { useEffect, useRef, useState } from 'react';
import { useKeys } from '../../keyboard/useKeys';
import { useNavigation } from '../../navigation/Navigation';
import type { Place } from '../../navigation/place';
import { useKept } from '../../navigation/useKept';
import { moveInGrid } from '../../parts/moveInGrid';
import type { Held } from './heldRows';
import { usePointed, useScroll } from './useStill';
import { useTimeline } from './useTimeline';

export type TimelinePlace = Extract<Place, { at: 'timeline' | 'deliveries' }>;
export type Following = 'live' | 'held' | 'failed';
type Kept = { held: Held; cursor: string | null; top: number };

export const useListScreen = (profile: string, place: TimelinePlace) => {
  const { back } = useNavigation();
  const frame = useRef<HTMLDivElement>(null);
  const heading = useRef<HTMLHeadingElement>(null);
  const found: Kept | undefined = useKept((): Kept => ({ held, cursor, top: topRef.current }));
  const [cursor, setCursor] = useState<string | null>(found?.cursor ?? null);
  const [isReady, setIsReady] = useState(false);
  const isPointed = usePointed(frame, isReady);
  const { isAtTop, topRef } = useScroll(frame, isReady, found?.top ?? 0);
  const isFollowing = cursor === null && !isPointed && isAtTop;

  const subject = place.at === 'timeline' ? place.subject : null;
  const list = useTimeline({ profile, subject, show: place.show }, isFollowing, found?.held);
  const { held, newest } = list;
  const rows =
    place.at === 'deliveries' ? held.rows.filter((row) => row.kind !== 'verdict') : held.rows;

  useEffect(() => setIsReady(rows.length > 0), [rows.length]);
  const isBackOnRow = isReady && typeof found?.cursor === 'string';
  useEffect(() => {
    if (isBackOnRow) {
      frame.current?.querySelector<HTMLElement>('[role=grid]')?.focus({ preventScroll: true });
    }
  }, [isBackOnRow]);

  // Letting go of the row gives the focus back too, and the list goes on.
  const point = (key: string | null) => {
    setCursor(key);
    if (key === null) {
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
  return { frame, heading, subject, list, rows, cursor, following, point, showNewest };
};
