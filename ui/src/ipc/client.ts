// How answers are kept, until a notice says that they may be stale; and what a refusal sets off.

import { MutationCache, QueryCache, QueryClient } from '@tanstack/react-query';
import { askAgain } from './again';
import type { Code } from './bindings/Code';
import type { CommandError } from './bindings/CommandError';

declare module '@tanstack/react-query' {
  interface Register {
    defaultError: CommandError;
  }
}

/** These say that the frame's picture of the console is out of date. */
const MEANS_STALE: readonly Code[] = [
  'read_only',
  'keyring_unavailable',
  'not_open',
  'api_not_ready',
  'locked',
];

/** The one place where a refusal is acted on: the frame then shows why, and locks what it must. */
export const noteFailure = (
  client: Pick<QueryClient, 'cancelQueries' | 'invalidateQueries'>,
  failure: CommandError,
): void => {
  if (MEANS_STALE.includes(failure.code)) {
    void askAgain(client, 'console_status');
  }
};

export const makeClient = (): QueryClient => {
  const client: QueryClient = new QueryClient({
    queryCache: new QueryCache({
      onError: (error, query) => {
        // The status asks again by itself; asking it for its own failure would never end.
        if (query.queryKey[0] !== 'console_status') {
          noteFailure(client, error);
        }
      },
    }),
    mutationCache: new MutationCache({
      onError: (error) => noteFailure(client, error),
    }),
    defaultOptions: {
      queries: {
        staleTime: Number.POSITIVE_INFINITY,
        retry: false,
        refetchOnWindowFocus: false,
        // The Rust side is on this machine: a lost network must not pause a query.
        networkMode: 'always',
      },
      mutations: { retry: false, networkMode: 'always' },
    },
  });
  return client;
};
