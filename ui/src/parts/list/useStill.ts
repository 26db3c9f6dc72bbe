// Whether the person points at the list or has scrolled it: then no row may move.

import { type RefObject, useEffect, useRef, useState } from 'react';

/** Closer to the top than this counts as being there. */
const TOP_PX = 4;

export const usePointed = (frame: RefObject<HTMLElement | null>, isReady: boolean): boolean => {
  const [isPointed, setIsPointed] = useState(false);
  useEffect(() => {
    const element = frame.current;
    if (!isReady || !element) {
      return;
    }
    let last = { x: -1, y: -1 };
    // A list that appears under a resting pointer gets an event too; only a moved pointer points.
    const moved = (event: PointerEvent) => {
      const isMoved = last.x !== -1 && (event.clientX !== last.x || event.clientY !== last.y);
      last = { x: event.clientX, y: event.clientY };
      const isInside = event.target instanceof Node && element.contains(event.target);
      if (!isInside) {
        setIsPointed(false);
      } else if (isMoved) {
        setIsPointed(true);
      }
    };
    const left = () => setIsPointed(false);
    document.addEventListener('pointermove', moved);
    document.documentElement.addEventListener('pointerleave', left);
    return () => {
      document.removeEventListener('pointermove', moved);
      document.documentElement.removeEventListener('pointerleave', left);
    };
  }, [frame, isReady]);
  return isPointed;
};

type Scroll = { isAtTop: boolean; topRef: RefObject<number> };

/** Where the list is scrolled to; `found` is where it was left, and is gone to once. */
export const useScroll = (
  frame: RefObject<HTMLElement | null>,
  isReady: boolean,
  found: number,
): Scroll => {
  const topRef = useRef(found);
  const [isAtTop, setIsAtTop] = useState(found <= TOP_PX);
  useEffect(() => {
    const element = frame.current;
    const grid = element?.querySelector('[role=grid]');
    if (!isReady || !element || !grid) {
      return;
    }
    if (topRef.current > TOP_PX) {
      grid.scrollTo({ top: topRef.current });
    }
    const scrolled = (event: Event) => {
      if (event.target === grid) {
        topRef.current = grid.scrollTop;
        setIsAtTop(grid.scrollTop <= TOP_PX);
      }
    };
    element.addEventListener('scroll', scrolled, { capture: true, passive: true });
    return () => element.removeEventListener('scroll', scrolled, { capture: true });
  }, [frame, isReady]);
  return { isAtTop, topRef };
};
