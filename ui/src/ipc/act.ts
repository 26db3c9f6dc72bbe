// Runs an action or a piece of work of the Rust side; neither repeats by itself.

import { type UseMutationResult, useMutation, useQueryClient } from '@tanstack/react-query';
import { askAgain } from './again';
import type { QueryName } from './ask';
import type { CommandError } from './bindings/CommandError';
import type { Commands } from './bindings/commands';
import type { BytesName } from './bytes';
import { type CommandName, call } from './call';

/** Those with a secret go by `secret.ts`: what is kept here would keep the secret too. */
type BySecret =
  | 'set_secret'
  | 'rotate_webhook_secret'
  | 'set_credentials'
  | 'measure_secret'
  | 'unlock_console'
  | 'enrol_operators'
  | 'change_passphrase';

type ActionName = {
  [N in CommandName]: Commands[N]['kind'] extends 'query' ? never : N;
}[Exclude<CommandName, BySecret | BytesName>];

/** `touches` names the queries that it makes stale, besides the frame's status. */
export const useAct = <N extends ActionName>(
  name: N,
  touches: readonly QueryName[] = [],
): UseMutationResult<Commands[N]['response'], CommandError, Commands[N]['request']> => {
  const client = useQueryClient();
  return useMutation<Commands[N]['response'], CommandError, Commands[N]['request']>({
    mutationFn: (request) => call(name, request),
    retry: false,
    onSettled: () => askAgain(client, 'console_status', ...touches),
  });
};
