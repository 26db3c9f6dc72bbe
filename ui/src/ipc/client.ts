// How answers are kept: until a notice says that they may be stale.

import { QueryClient } from '@tanstack/react-query';

export const makeClient = (): QueryClient =>
  new QueryClient({
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
