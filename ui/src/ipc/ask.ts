// Asks a query of the Rust side; it may be asked again at any time.

import { keepPreviousData, type UseQueryResult, useQuery } from '@tanstack/react-query';
import type { CommandError } from './bindings/CommandError';
import type { Commands } from './bindings/commands';
import { type CommandName, call } from './call';

export type QueryName = {
  [N in CommandName]: Commands[N]['kind'] extends 'query' ? N : never;
}[CommandName];

type Options = {
  everyMs?: number;
  keepPrevious?: boolean;
  /** Nothing is asked. */
  isOff?: boolean;
  /** No notice tells when its answer is stale: it is asked anew each time it is shown. */
  isUntold?: boolean;
};

export const useAsk = <N extends QueryName>(
  name: N,
  request: Commands[N]['request'],
  options: Options = {},
): UseQueryResult<Commands[N]['response'], CommandError> =>
  useQuery<Commands[N]['response'], CommandError>({
    queryKey: [name, request],
    queryFn: () => call(name, request),
    refetchInterval: options.everyMs ?? false,
    enabled: !options.isOff,
    ...(options.isUntold ? { staleTime: 0, gcTime: 0 } : {}),
    placeholderData: options.keepPrevious ? keepPreviousData : undefined,
  });
