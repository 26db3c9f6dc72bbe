// A shell for tests: answers commands at the boundary that the real one answers at.

import { QueryClientProvider } from '@tanstack/react-query';
import { emit } from '@tauri-apps/api/event';
import { mockIPC } from '@tauri-apps/api/mocks';
import { render } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { App } from '../App';
import type { Commands } from '../ipc/bindings/commands';
import { makeClient } from '../ipc/client';
import { NavigationProvider } from '../navigation/Navigation';
import { NOTHING_OF_WAY_IN } from './wayIn';

export type Answers = {
  [N in keyof Commands]: (request: Commands[N]['request']) => Commands[N]['response'];
};

type Asked = { name: string; request: unknown };

/** Answers with `answers`; a thrown value is the command's failure. */
export const fakeShell = (answers: Partial<Answers>) => {
  const all: Partial<Answers> = { ...NOTHING_OF_WAY_IN, ...answers };
  const asked: Asked[] = [];
  mockIPC(
    (name, payload) => {
      const request = (payload as { request?: unknown }).request;
      asked.push({ name, request });
      const answer = all[name as keyof Answers] as ((request: unknown) => unknown) | undefined;
      if (!answer) {
        throw `${name} not allowed`;
      }
      return answer(request);
    },
    { shouldMockEvents: true },
  );
  return {
    asked: (name: keyof Commands) => asked.filter((one) => one.name === name),
    /** Says that answers may be stale, as the shell does. */
    notify: (...queries: string[]) => emit('stale', { queries }),
  };
};

/** Opens the window at an address; the client is there for tests of what it keeps. */
export const openWindow = (hash = '') => {
  window.location.hash = hash;
  const user = userEvent.setup();
  const client = makeClient();
  render(
    <QueryClientProvider client={client}>
      <NavigationProvider>
        <App />
      </NavigationProvider>
    </QueryClientProvider>,
  );
  return { user, client };
};

export const openApp = (hash = '') => openWindow(hash).user;
