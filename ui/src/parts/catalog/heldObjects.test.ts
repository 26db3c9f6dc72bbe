// Rows of objects: nothing moves while somebody looks, and what is said anew is shown in its place.

import { describe, expect, it } from 'vitest';
import { holdObjects } from './heldObjects';

const row = (number: number, name = `name ${number}`) => ({
  subject: `merchant:${number}`,
  place: `${number}:`,
  name,
});
const held = { rows: [row(1), row(2), row(3)], isBehind: false };
const names = ({ rows }: { rows: { name: string }[] }) => rows.map(({ name }) => name);

describe('held objects', () => {
  it('are replaced while nobody looks', () => {
    const found = [row(9), row(1)];
    expect(holdObjects(held, found, true)).toEqual({ rows: found, isBehind: false });
  });

  it('stay where they are while somebody looks, with what is said of them now', () => {
    const found = [row(9), row(2, 'renamed'), row(1), row(4)];
    const now = holdObjects(held, found, false);
    expect(names(now)).toEqual(['name 1', 'renamed', 'name 3']);
    expect(now.isBehind).toBe(true);
  });

  it('grow at their end when more was asked for', () => {
    const more = [row(1), row(2, 'renamed'), row(3), row(4)];
    expect(holdObjects(held, more, false)).toEqual({ rows: more, isBehind: false });
    const moved = [row(2), row(1), row(3), row(4), row(5)];
    const now = holdObjects(held, moved, false);
    expect(names(now)).toEqual(['name 1', 'name 2', 'name 3', 'name 4', 'name 5']);
    expect(now.isBehind).toBe(true);
  });
});
