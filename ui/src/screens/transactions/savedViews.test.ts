// Saved views: of each profile alone, and what can't be read of them narrows nothing.

import { act, renderHook } from '@testing-library/react';
import { beforeEach, expect, it } from 'vitest';
import { ALL } from './filter';
import { removeView, saveView, useSavedViews } from './savedViews';

const KEY = 'transaction-views';
const names = (profile: string) =>
  renderHook(() => useSavedViews(profile)).result.current.map(({ name }) => name);

beforeEach(() => window.localStorage.clear());

it('are kept for each profile, one of a name', () => {
  act(() => saveView('acme', { name: 'Mine', filter: ALL }));
  act(() => saveView('acme', { name: 'Other', filter: ALL }));
  act(() => saveView('acme', { name: 'Mine', filter: { ...ALL, search: '7' } }));
  expect(names('acme')).toEqual(['Other', 'Mine']);
  expect(names('beta')).toEqual([]);
  act(() => removeView('acme', 'Mine'));
  expect(names('acme')).toEqual(['Other']);
});

it('that can’t be read are none, and what is odd in one narrows nothing', () => {
  for (const kept of ['{', '[]', '7', '{"acme":7}', '{"acme":[null,{"filter":1}]}']) {
    window.localStorage.setItem(KEY, kept);
    expect(names('acme')).toEqual([]);
  }
  const odd = { kinds: ['barter'], statuses: [7], span: { since: 1 }, sort: 'price', search: null };
  window.localStorage.setItem(KEY, JSON.stringify({ acme: [{ name: 'Odd', filter: odd }] }));
  const { result } = renderHook(() => useSavedViews('acme'));
  expect(result.current).toEqual([{ name: 'Odd', filter: ALL }]);
});
