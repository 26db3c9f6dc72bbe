// What became of a profile that was deleted: held until it was read, whatever is on the screen.

import { useSyncExternalStore } from 'react';
import type { ProfileDeleted } from '../../ipc/bindings/ProfileDeleted';

type Gone = { title: string; deleted: ProfileDeleted };

let gone: Gone | null = null;
const listeners = new Set<() => void>();

const put = (next: Gone | null): void => {
  gone = next;
  for (const listener of listeners) {
    listener();
  }
};

const subscribe = (listener: () => void): (() => void) => {
  listeners.add(listener);
  return () => listeners.delete(listener);
};

export const sayGone = (said: Gone): void => put(said);
export const forgetGone = (): void => put(null);
export const useGone = (): Gone | null => useSyncExternalStore(subscribe, () => gone);
