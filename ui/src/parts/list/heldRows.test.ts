// Rows held: nothing moves unasked, nothing is skipped unsaid, never more than the limit.

import { describe, expect, it } from 'vitest';
import { aRow, rowsFrom } from '../../testing/fixtures';
import { ROWS_HELD_MAX } from '../DataGrid';
import { moveRows, NOTHING_HELD, waiting } from './heldRows';

const page = (newest: number, howMany: number, next: number | null) => ({
  rows: rowsFrom(newest, howMany),
  next,
  entries: newest,
});
const first = moveRows(NOTHING_HELD, { kind: 'head', page: page(10, 3, 8), follow: true });

describe('held rows', () => {
  it('are not moved by a newer page while something is looked at', () => {
    const held = moveRows(first, { kind: 'head', page: page(12, 5, 8), follow: false });
    expect(held.rows.map((row) => row.sequence)).toEqual([10, 9, 8]);
    expect(waiting(held)).toEqual({ count: 2, more: false });
  });

  it('take a later verdict on a row that is held, in its place', () => {
    const again = { ...page(10, 3, 8), rows: [aRow(10), aRow(9, { word: 'refused' }), aRow(8)] };
    const held = moveRows(first, { kind: 'head', page: again, follow: false });
    expect(held.rows[1]?.word).toBe('refused');
  });

  it('that say the same stay the same objects, so that no grid draws them anew', () => {
    const held = moveRows(first, { kind: 'head', page: page(11, 4, 8), follow: true });
    expect(held.rows.slice(1)).toEqual(first.rows);
    for (const [index, row] of first.rows.entries()) {
      expect(held.rows[index + 1]).toBe(row);
    }
  });

  it('say that more wait than the newest page holds, and are replaced by it when asked', () => {
    const held = moveRows(first, { kind: 'head', page: page(100, 3, 98), follow: false });
    expect(waiting(held)).toEqual({ count: 3, more: true });
    const newest = moveRows(held, { kind: 'newest' });
    expect(newest.rows.map((row) => row.sequence)).toEqual([100, 99, 98]);
    expect(newest.next).toBe(98);
  });

  it('never grow beyond the limit, and go on from the last one held', () => {
    let held = moveRows(NOTHING_HELD, { kind: 'head', page: page(400, 400, 1), follow: true });
    held = moveRows(held, { kind: 'head', page: page(600, 250, 351), follow: true });
    expect(held.rows).toHaveLength(ROWS_HELD_MAX);
    expect(held.next).toBe(101);
  });

  it('let the newest go when older ones have no room, and say so', () => {
    const full = moveRows(NOTHING_HELD, { kind: 'head', page: page(900, 450, 451), follow: true });
    const older = moveRows(full, { kind: 'older', page: page(450, 100, 351) });
    expect(older.detached).toBe(true);
    expect(older.rows[0]?.sequence).toBe(450);
    const back = moveRows(older, { kind: 'newest' });
    expect(back.rows[0]?.sequence).toBe(900);
    expect(back.detached).toBe(false);
  });
});
