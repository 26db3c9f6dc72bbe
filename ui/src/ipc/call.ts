// Calls one command of the Rust side; every failure leaves here as a CommandError.

import { invoke } from '@tauri-apps/api/core';
import type { CommandError } from './bindings/CommandError';
import type { Commands } from './bindings/commands';

export type CommandName = keyof Commands;

const isCommandError = (thrown: unknown): thrown is CommandError =>
  typeof thrown === 'object' &&
  thrown !== null &&
  'code' in thrown &&
  'message' in thrown &&
  typeof thrown.message === 'string';

/** The shell itself refuses with a bare text (a missing permission); that is `internal`. */
export const toCommandError = (thrown: unknown): CommandError => {
  if (isCommandError(thrown)) {
    return thrown;
  }
  const said = thrown instanceof Error ? thrown.message : String(thrown);
  return {
    code: 'internal',
    message: `The console's own parts could not talk to each other: ${said}`,
    field: null,
    incident: '',
  };
};

export const call = async <N extends CommandName>(
  name: N,
  request: Commands[N]['request'],
): Promise<Commands[N]['response']> => {
  try {
    return await invoke<Commands[N]['response']>(name, { request });
  } catch (thrown) {
    throw toCommandError(thrown);
  }
};
