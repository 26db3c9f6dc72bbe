// Notes that were begun and not saved: kept for this session, in memory alone.

import { useSyncExternalStore } from 'react';

const drafts = new Map<string, string>();
const listeners = new Set<() => void>();

const setDraft = (key: string, text: string): void => {
  if (text === '') {
    drafts.delete(key);
  } else {
    drafts.set(key, text);
  }
  for (const listener of listeners) {
    listener();
  }
};

const subscribe = (listener: () => void): (() => void) => {
  listeners.add(listener);
  return () => listeners.delete(listener);
};

export const useDraft = (key: string): [text: string, set: (text: string) => void] => [
  useSyncExternalStore(subscribe, () => drafts.get(key) ?? ''),
  (text) => setDraft(key, text),
];
