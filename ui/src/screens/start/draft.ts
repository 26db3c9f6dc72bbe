// How far a set-up has come, kept on this machine so that it goes on after a restart. No secrets.

import { useSyncExternalStore } from 'react';

const STEPS = [
  'operator',
  'profile',
  'server',
  'credentials',
  'secret',
  'way-in',
  'field-sets',
  'delivery',
] as const;
export type StepId = (typeof STEPS)[number];

export type Draft = {
  /** The profile that is being connected, once it was made. */
  profile: string | null;
  step: StepId;
  /** Steps that ask for nothing but that a person has read them. */
  read: StepId[];
  /** Whether the program goes back to it at the next start. */
  isUnderWay: boolean;
};

const KEY = 'set-up';
export const FRESH: Draft = { profile: null, step: 'operator', read: [], isUnderWay: true };

const listeners = new Set<() => void>();
let last: { text: string | null; draft: Draft | null } = { text: null, draft: null };

const isStep = (found: unknown): found is StepId => STEPS.some((step) => step === found);

const parse = (text: string | null): Draft | null => {
  try {
    const found: Partial<Draft> | null = text === null ? null : JSON.parse(text);
    if (!found || typeof found !== 'object') {
      return null;
    }
    return {
      profile: typeof found.profile === 'string' ? found.profile : null,
      step: isStep(found.step) ? found.step : 'operator',
      read: Array.isArray(found.read) ? found.read.filter(isStep) : [],
      isUnderWay: found.isUnderWay === true,
    };
  } catch {
    return null;
  }
};

export const readDraft = (): Draft | null => {
  const text = window.localStorage.getItem(KEY);
  if (text !== last.text) {
    last = { text, draft: parse(text) };
  }
  return last.draft;
};

/** None ends the set-up. */
export const writeDraft = (draft: Draft | null): void => {
  if (draft) {
    window.localStorage.setItem(KEY, JSON.stringify(draft));
  } else {
    window.localStorage.removeItem(KEY);
  }
  for (const listener of listeners) {
    listener();
  }
};

const subscribe = (listener: () => void): (() => void) => {
  listeners.add(listener);
  return () => listeners.delete(listener);
};

export const useDraft = (): Draft | null => useSyncExternalStore(subscribe, readDraft);
