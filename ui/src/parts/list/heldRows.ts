// The rows that a list holds, and how newer and older ones join them without moving any.

import type { TimelinePage } from '../../ipc/bindings/TimelinePage';
import type { TimelineRow } from '../../ipc/bindings/TimelineRow';
import { ROWS_HELD_MAX } from '../DataGrid';

export type Held = {
  /** Newest first. */
  rows: TimelineRow[];
  /** Where older rows begin; none if these are all. */
  next: number | null;
  /** Whether rows between these and the newest were let go. */
  detached: boolean;
  /** The newest page as last read. */
  head: TimelinePage | null;
  /** Rows from this number on came last. */
  freshFrom: number | null;
};

export const NOTHING_HELD: Held = {
  rows: [],
  next: null,
  detached: false,
  head: null,
  freshFrom: null,
};

export type Move =
  | { kind: 'head'; page: TimelinePage; follow: boolean }
  | { kind: 'older'; page: TimelinePage }
  | { kind: 'newest' }
  | { kind: 'reset' };

const top = (rows: TimelineRow[]): number => rows[0]?.sequence ?? 0;

/** A row that says the same stays the same object, and so is not drawn anew. */
const freshened = (rows: TimelineRow[], page: TimelinePage): TimelineRow[] => {
  const read = new Map(page.rows.map((row) => [row.sequence, row]));
  return rows.map((row) => {
    const again = read.get(row.sequence);
    return again && JSON.stringify(again) !== JSON.stringify(row) ? again : row;
  });
};

const meets = (held: Held, page: TimelinePage): boolean =>
  !held.detached && (page.next === null || page.rows.some((row) => row.sequence <= top(held.rows)));

const adopt = (held: Held, page: TimelinePage): Held => {
  const isFirst = held.rows.length === 0;
  if (isFirst || !meets(held, page)) {
    return { rows: page.rows, next: page.next, detached: false, head: page, freshFrom: null };
  }
  const newer = page.rows.filter((row) => row.sequence > top(held.rows));
  const all = [...newer, ...freshened(held.rows, page)];
  const rows = all.slice(0, ROWS_HELD_MAX);
  return {
    rows,
    next: rows.length < all.length ? (rows.at(-1)?.sequence ?? null) : held.next,
    detached: false,
    head: page,
    freshFrom: newer.at(-1)?.sequence ?? held.freshFrom,
  };
};

const append = (held: Held, page: TimelinePage): Held => {
  const oldest = held.rows.at(-1)?.sequence ?? Number.POSITIVE_INFINITY;
  const older = page.rows.filter((row) => row.sequence < oldest);
  const isFull = held.rows.length + older.length > ROWS_HELD_MAX;
  return {
    ...held,
    rows: isFull ? older : [...held.rows, ...older],
    next: page.next,
    detached: held.detached || isFull,
    freshFrom: null,
  };
};

export const moveRows = (held: Held, move: Move): Held => {
  switch (move.kind) {
    case 'head':
      return move.follow || held.rows.length === 0
        ? adopt(held, move.page)
        : { ...held, head: move.page, rows: freshened(held.rows, move.page) };
    case 'older':
      return append(held, move.page);
    case 'newest':
      return held.head ? adopt(held, held.head) : held;
    case 'reset':
      return NOTHING_HELD;
  }
};

/** How many newer rows wait; `more` if there are others between them and the rows held. */
export const waiting = (held: Held): { count: number; more: boolean } => {
  if (!held.head || held.rows.length === 0) {
    return { count: 0, more: false };
  }
  const count = held.head.rows.filter((row) => row.sequence > top(held.rows)).length;
  return { count, more: count > 0 && !meets(held, held.head) };
};
