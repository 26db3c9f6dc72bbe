// Filters that a person gave a name to, kept on this machine for each profile.

import { useSyncExternalStore } from 'react';
import { ALL, type Filter, KINDS } from './filter';

export type SavedView = { name: string; filter: Filter };

/** More are not kept: nobody finds one among them. */
const VIEWS_MAX = 50;
export const NAME_MAX = 60;

const KEY = 'transaction-views';
const SORTS: readonly Filter['sort'][] = ['number', 'created', 'changed', 'status_since'];

const listeners = new Set<() => void>();
let last: { text: string | null; all: Record<string, SavedView[]> } = { text: null, all: {} };

const texts = (found: unknown): string[] =>
  Array.isArray(found) ? found.filter((one): one is string => typeof one === 'string') : [];
const text = (found: unknown): string | null => (typeof found === 'string' ? found : null);

const readSpan = (found: unknown): Filter['span'] => {
  if (found === 'today' || found === '24h' || found === '7d') {
    return found;
  }
  if (!found || typeof found !== 'object') {
    return null;
  }
  const { since, until } = found as Record<string, unknown>;
  const ends = { since: text(since), until: text(until) };
  return ends.since || ends.until ? ends : null;
};

/** What can't be read narrows nothing. */
const readFilter = (found: unknown): Filter => {
  const kept = (found && typeof found === 'object' ? found : {}) as Record<string, unknown>;
  return {
    search: text(kept.search) ?? '',
    kinds: KINDS.filter((kind) => texts(kept.kinds).includes(kind)),
    statuses: texts(kept.statuses),
    merchant: text(kept.merchant),
    account: text(kept.account),
    currency: text(kept.currency),
    span: readSpan(kept.span),
    sort: SORTS.find((sort) => sort === kept.sort) ?? ALL.sort,
    descending: kept.descending !== false,
  };
};

const readViews = (found: unknown): SavedView[] => {
  const views = Array.isArray(found) ? found : [];
  return views
    .map((view: Record<string, unknown>) => ({
      name: text(view?.name) ?? '',
      filter: readFilter(view?.filter),
    }))
    .filter(({ name }) => name !== '')
    .slice(0, VIEWS_MAX);
};

const parse = (kept: string | null): Record<string, SavedView[]> => {
  try {
    const found: unknown = kept === null ? {} : JSON.parse(kept);
    const all = found && typeof found === 'object' && !Array.isArray(found) ? found : {};
    const profiles = Object.entries(all);
    return Object.fromEntries(profiles.map(([name, views]) => [name, readViews(views)]));
  } catch {
    return {};
  }
};

const readAll = (): Record<string, SavedView[]> => {
  const kept = window.localStorage.getItem(KEY);
  if (kept !== last.text) {
    last = { text: kept, all: parse(kept) };
  }
  return last.all;
};

const NONE: SavedView[] = [];

const put = (profile: string, views: SavedView[]): void => {
  window.localStorage.setItem(KEY, JSON.stringify({ ...readAll(), [profile]: views }));
  for (const listener of listeners) {
    listener();
  }
};

const viewsOf = (profile: string): SavedView[] => readAll()[profile] ?? NONE;

/** Keeps a view; one of the same name gives way to it. */
export const saveView = (profile: string, view: SavedView): void => {
  const others = viewsOf(profile).filter(({ name }) => name !== view.name);
  put(profile, [...others, view].slice(-VIEWS_MAX));
};

export const removeView = (profile: string, name: string): void =>
  put(
    profile,
    viewsOf(profile).filter((view) => view.name !== name),
  );

const subscribe = (listener: () => void): (() => void) => {
  listeners.add(listener);
  return () => listeners.delete(listener);
};

export const useSavedViews = (profile: string): SavedView[] =>
  useSyncExternalStore(subscribe, () => viewsOf(profile));

/** Whether two filters show the same. */
export const isSame = (one: Filter, other: Filter): boolean =>
  JSON.stringify(readFilter(one)) === JSON.stringify(readFilter(other));
