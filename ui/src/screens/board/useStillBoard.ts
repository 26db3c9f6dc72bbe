// The board as it is shown: it stands still while somebody looks at it, and says that it changed.

import { type RefObject, useEffect, useState } from 'react';
import type { KycBoardView } from '../../ipc/bindings/KycBoardView';

/** Whether the focus or the pointer is within. */
export const useLookedAt = (frame: RefObject<HTMLElement | null>): boolean => {
  const [isLookedAt, setIsLookedAt] = useState(false);
  useEffect(() => {
    const element = frame.current;
    if (!element) {
      return;
    }
    const look = () => setIsLookedAt(true);
    const leave = () => setIsLookedAt(element.contains(document.activeElement));
    const blur = ({ relatedTarget }: FocusEvent) => {
      const stays = relatedTarget instanceof Node && element.contains(relatedTarget);
      setIsLookedAt(stays || element.matches(':hover'));
    };
    element.addEventListener('focusin', look);
    element.addEventListener('focusout', blur);
    element.addEventListener('pointermove', look);
    element.addEventListener('pointerleave', leave);
    return () => {
      element.removeEventListener('focusin', look);
      element.removeEventListener('focusout', blur);
      element.removeEventListener('pointermove', look);
      element.removeEventListener('pointerleave', leave);
    };
  }, [frame]);
  return isLookedAt;
};

const places = ({ columns }: KycBoardView): string =>
  JSON.stringify(
    columns.map(({ status, oldest }) => [status.status, oldest.map((m) => m.subject)]),
  );

export const useStillBoard = (board: KycBoardView, isLookedAt: boolean) => {
  const [shown, setShown] = useState(board);
  const isSame = places(shown) === places(board);
  const now = isSame || !isLookedAt ? board : shown;
  if (now !== shown) {
    setShown(now);
  }
  return { shown: now, isBehind: now !== board, showNow: () => setShown(board) };
};
