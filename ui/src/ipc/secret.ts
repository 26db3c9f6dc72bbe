// The one way of a secret from the page: past every cache, straight to the Rust side.

import { useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { askAgain } from './again';
import type { CommandError } from './bindings/CommandError';
import type { Commands } from './bindings/commands';
import type { SecretStrength } from './bindings/SecretStrength';
import { call, toCommandError } from './call';
import { noteFailure } from './client';

type SecretActionName =
  | 'set_secret'
  | 'rotate_webhook_secret'
  | 'set_credentials'
  | 'unlock_console'
  | 'enrol_operators'
  | 'change_passphrase';

/** Which answers a change of secrets makes stale. */
const TOUCHED = [
  'list_secrets',
  'console_status',
  'profile_settings',
  'list_operations',
  'list_operators',
  'get_policy',
  'get_way_in',
] as const;

/**
 * A mutation of TanStack keeps its variables for minutes; so none is used here. The request lives
 * in this call alone: neither a state, a cache nor a store of the page ever holds it.
 */
export const useSecretAct = <N extends SecretActionName>(name: N) => {
  const client = useQueryClient();
  const [isPending, setPending] = useState(false);
  const [error, setError] = useState<CommandError | null>(null);
  /** The answer; none if it failed, and then `error` says why. */
  const send = async (request: Commands[N]['request']): Promise<Commands[N]['response'] | null> => {
    setPending(true);
    setError(null);
    try {
      return await call(name, request);
    } catch (thrown) {
      const failure = toCommandError(thrown);
      noteFailure(client, failure);
      setError(failure);
      return null;
    } finally {
      await askAgain(client, ...TOUCHED);
      setPending(false);
    }
  };
  return { send, isPending, error, forget: () => setError(null) };
};

/** How strong it would be; none where the Rust side could not say. */
export const measureSecret = async (value: string): Promise<SecretStrength | null> => {
  try {
    return await call('measure_secret', { value });
  } catch {
    return null;
  }
};
