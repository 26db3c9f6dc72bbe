// Runs an action or a piece of work of the Rust side; neither repeats by itself.

import { type UseMutationResult, useMutation, useQueryClient } from '@tanstack/react-query';
import type { CommandError } from './bindings/CommandError';
import type { Commands } from './bindings/commands';
import { type CommandName, call } from './call';

type ActionName = {
  [N in CommandName]: Commands[N]['kind'] extends 'query' ? never : N;
}[CommandName];

export const useAct = <N extends ActionName>(
  name: N,
): UseMutationResult<Commands[N]['response'], CommandError, Commands[N]['request']> => {
  const client = useQueryClient();
  return useMutation<Commands[N]['response'], CommandError, Commands[N]['request']>({
    mutationFn: (request) => call(name, request),
    retry: false,
    onSettled: () => client.invalidateQueries({ queryKey: ['console_status'] }),
  });
};
