// Calls a command whose request goes with bytes beside it, as the call's own body: never as JSON.

import { invoke } from '@tauri-apps/api/core';
import type { Commands } from './bindings/commands';
import { type CommandName, toCommandError } from './call';

export type BytesName = {
  [N in CommandName]: Commands[N]['kind'] extends 'bytes' ? N : never;
}[CommandName];

/** The header that holds the request, in the shell's spelling. */
const REQUEST_HEADER = 'console-request';

export const callWithBytes = async <N extends BytesName>(
  name: N,
  request: Commands[N]['request'],
  bytes: Uint8Array,
): Promise<Commands[N]['response']> => {
  const headers = { [REQUEST_HEADER]: encodeURIComponent(JSON.stringify(request)) };
  try {
    return await invoke<Commands[N]['response']>(name, bytes, { headers });
  } catch (thrown) {
    throw toCommandError(thrown);
  }
};
