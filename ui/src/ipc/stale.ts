// Listens for the notice that answers may be stale, and asks those queries again.

import { type QueryClient, useQueryClient } from '@tanstack/react-query';
import { listen } from '@tauri-apps/api/event';
import { useEffect } from 'react';
import { askAgain, askAllAgain } from './again';
import type { Stale } from './bindings/Stale';

/** Notices may come faster than a page is painted; one query is asked again at most so often. */
const ASK_AGAIN_EVERY_MS = 100;

/** Asks again once for any number of notices that came while the last answer was under way. */
export const refresher = (
  client: Pick<QueryClient, 'cancelQueries' | 'invalidateQueries'>,
  pause = ASK_AGAIN_EVERY_MS,
) => {
  const dirty = new Map<string, boolean>();
  return async (name: string): Promise<void> => {
    const isRunning = dirty.has(name);
    dirty.set(name, true);
    if (isRunning) {
      return;
    }
    while (dirty.get(name)) {
      dirty.set(name, false);
      await askAgain(client, name);
      await new Promise((done) => setTimeout(done, pause));
    }
    dirty.delete(name);
  };
};

export const useStale = (): void => {
  const client = useQueryClient();
  useEffect(() => {
    const refresh = refresher(client);
    const listening = listen<Stale>('stale', (event) => {
      for (const name of event.payload.queries) {
        void refresh(name);
      }
    });
    // What was asked before anybody listened may be stale already. Without the shell there is
    // nothing to listen to; queries then say so themselves.
    listening.then(() => askAllAgain(client)).catch(() => undefined);
    return () => {
      void listening.then((stop) => stop()).catch(() => undefined);
    };
  }, [client]);
};
