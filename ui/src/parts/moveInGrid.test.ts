// The keys that move through a grid: from its row, from itself, from elsewhere.

import { beforeEach, expect, it } from 'vitest';
import { moveInGrid } from './moveInGrid';

let frame: HTMLElement;
let heard: string[];

const part = (css: string): HTMLElement => {
  const found = frame.querySelector<HTMLElement>(css);
  if (!found) {
    throw new Error(`no ${css}`);
  }
  return found;
};

beforeEach(() => {
  frame = document.createElement('div');
  frame.innerHTML = '<div role="grid" tabindex="0"><div role="row" tabindex="-1"></div></div>';
  document.body.replaceChildren(frame);
  heard = [];
  part('[role=grid]').addEventListener('keydown', (event) => {
    const at = event.target as HTMLElement;
    heard.push(`${event.key} at ${at.getAttribute('role')}`);
  });
});

it('goes on from the row that has the focus', () => {
  part('[role=row]').focus();
  moveInGrid(frame, 'ArrowDown');
  expect(heard).toEqual(['ArrowDown at row']);
});

it('goes on where the row under the cursor is gone and the grid itself has the focus', () => {
  part('[role=row]').remove();
  part('[role=grid]').focus();
  moveInGrid(frame, 'ArrowUp');
  expect(heard).toEqual(['ArrowUp at grid']);
});

it('takes the focus to the grid from elsewhere, and moves nothing', () => {
  moveInGrid(frame, 'ArrowDown');
  expect(document.activeElement).toBe(part('[role=grid]'));
  expect(heard).toEqual([]);
});
