// What is said of a changed list of fields.

import { expect, it } from 'vitest';
import { closest, diffLists, diffWords } from './diffLists';

it('a field that was put in between is added and moves no other', () => {
  const diff = diffLists(['id', 'status'], ['id', 'amount', 'status']);
  expect(diff.after.map(({ change }) => change)).toEqual(['kept', 'added', 'kept']);
  expect(diff.before.map(({ change }) => change)).toEqual(['kept', 'kept']);
});

it('another order is told even where the same fields stand', () => {
  expect(diffWords(['id', 'status'], ['status', 'id'])).toBe('moves id');
  expect(diffWords(['id', 'status', 'amount'], ['amount', 'id', 'status'])).toBe('moves amount');
});

it('dropped and added fields are named', () => {
  expect(diffWords(['id', 'status', 'currency'], ['id', 'status', 'amount'])).toBe(
    'adds amount; drops currency',
  );
  expect(diffWords(['id'], ['id'])).toBe('changes nothing');
});

it('the approved list that is compared is the one most like what came', () => {
  const approved = [
    ['id', 'status'],
    ['id', 'status', 'amount'],
  ];
  expect(closest(approved, ['id', 'status', 'amount', 'currency'])).toEqual(approved[1]);
  expect(closest([], ['id'])).toBeNull();
});
