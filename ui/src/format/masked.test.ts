// Of a number its end is shown, never more than a third; in groups it reads as on paper.

import { expect, it } from 'vitest';
import { inFours, masked } from './masked';

it('four at most are shown and never more than a third', () => {
  expect(masked('GB82 WEST 1234 5698 7654 32')).toBe('···· 5432');
  expect(masked('0123456789')).toBe('···· 789');
  expect(masked('123-456')).toBe('···· 56');
  expect(masked('12')).toBe('····');
  expect(masked('')).toBe('····');
});

it('groups are of four, whatever the groups that were there', () => {
  expect(inFours('DE893704 0044 0')).toBe('DE89 3704 0044 0');
  expect(inFours('')).toBe('');
});
