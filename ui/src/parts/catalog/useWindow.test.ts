// The part of a long list that is asked for.

import { act, renderHook } from '@testing-library/react';
import { expect, it } from 'vitest';
import { useWindow } from './useWindow';

it('grows to what a grid can hold, then goes on behind it, and back', () => {
  const { result } = renderHook(() => useWindow('a question'));
  const now = () => {
    const { after, limit, skipped, isFull } = result.current;
    return { after, limit, skipped, isFull };
  };
  expect(now()).toEqual({ after: null, limit: 100, skipped: 0, isFull: false });
  for (const place of ['100:', '200:', '300:', '400:']) {
    act(() => result.current.more(place));
  }
  expect(now()).toEqual({ after: null, limit: 500, skipped: 0, isFull: true });
  act(() => result.current.more('500:'));
  expect(now()).toEqual({ after: '500:', limit: 100, skipped: 500, isFull: false });
  act(() => result.current.earlier());
  expect(now()).toEqual({ after: null, limit: 500, skipped: 0, isFull: true });
  act(() => result.current.more('500:'));
  act(() => result.current.toFirst());
  expect(now()).toEqual({ after: null, limit: 100, skipped: 0, isFull: false });
});

it('begins anew with another question', () => {
  const { result, rerender } = renderHook(({ key }) => useWindow(key), {
    initialProps: { key: 'one' },
  });
  act(() => result.current.more('100:'));
  rerender({ key: 'another' });
  expect(result.current.limit).toBe(100);
});
