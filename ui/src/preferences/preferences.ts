// What this person prefers to look at, kept on this machine.

import { useSyncExternalStore } from 'react';

const THEMES = ['system', 'light', 'dark'] as const;
export type Theme = (typeof THEMES)[number];
const DENSITIES = ['regular', 'compact'] as const;
export type Density = (typeof DENSITIES)[number];

const listeners = new Set<() => void>();

const stored = <T extends string>(key: string, allowed: readonly T[], otherwise: T): T => {
  const found = window.localStorage.getItem(key);
  return allowed.find((value) => value === found) ?? otherwise;
};

const theme = (): Theme => stored('theme', THEMES, 'system');
export const density = (): Density => stored('density', DENSITIES, 'regular');

const darkSystem = (): MediaQueryList => window.matchMedia('(prefers-color-scheme: dark)');

/** Puts the preferences on the document, where the tokens look for them. */
export const applyPreferences = (): void => {
  const chosen = theme();
  const isDark = chosen === 'dark' || (chosen === 'system' && darkSystem().matches);
  document.documentElement.dataset.theme = isDark ? 'dark' : 'light';
  document.documentElement.dataset.density = density();
};

export const followSystem = (): void => {
  darkSystem().addEventListener('change', applyPreferences);
};

const set = (key: string, value: string): void => {
  window.localStorage.setItem(key, value);
  applyPreferences();
  for (const listener of listeners) {
    listener();
  }
};

export const setTheme = (value: Theme): void => set('theme', value);
export const setDensity = (value: Density): void => set('density', value);

const subscribe = (listener: () => void): (() => void) => {
  listeners.add(listener);
  return () => listeners.delete(listener);
};

export const useTheme = (): Theme => useSyncExternalStore(subscribe, theme);
export const useDensity = (): Density => useSyncExternalStore(subscribe, density);

const isWelcomeOpen = (): boolean => window.localStorage.getItem('welcome') !== 'closed';

export const closeWelcome = (): void => set('welcome', 'closed');
export const useIsWelcomeOpen = (): boolean => useSyncExternalStore(subscribe, isWelcomeOpen);
