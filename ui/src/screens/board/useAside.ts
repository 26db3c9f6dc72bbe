// The arrow keys to the left and right lead from one column of the board to the next.

import { type RefObject, useEffect } from 'react';

const cardsOf = (list: Element | undefined): HTMLElement[] => [
  ...(list?.querySelectorAll<HTMLElement>('[role=option]') ?? []),
];

/** The next column in this direction that has a card takes the focus, at the same height. */
const moveAside = (frame: HTMLElement, event: KeyboardEvent): void => {
  const lists = [...frame.querySelectorAll('[role=listbox]')];
  const { target } = event;
  const from = lists.findIndex((list) => target instanceof Node && list.contains(target));
  if (from === -1 || (event.key !== 'ArrowLeft' && event.key !== 'ArrowRight')) {
    return;
  }
  const place = cardsOf(lists[from]).indexOf(target as HTMLElement);
  const step = event.key === 'ArrowRight' ? 1 : -1;
  for (let to = from + step; to >= 0 && to < lists.length; to += step) {
    const cards = cardsOf(lists[to]);
    const card = cards[Math.min(Math.max(place, 0), cards.length - 1)];
    if (card) {
      event.preventDefault();
      event.stopPropagation();
      card.focus();
      return;
    }
  }
};

export const useAside = (frame: RefObject<HTMLElement | null>): void => {
  useEffect(() => {
    const element = frame.current;
    if (!element) {
      return;
    }
    // Before the lists hear of it: they would move within themselves.
    const pressed = (event: KeyboardEvent) => moveAside(element, event);
    element.addEventListener('keydown', pressed, { capture: true });
    return () => element.removeEventListener('keydown', pressed, { capture: true });
  }, [frame]);
};
