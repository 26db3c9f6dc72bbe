// Whether there are credentials for a server, in words, each with its light.

import type { CredentialsState } from '../ipc/bindings/CredentialsState';
import type { Light } from './Lamp';

export const CREDENTIALS_STATES: Record<CredentialsState, { word: string; light: Light }> = {
  stored: { word: 'in the keyring', light: 'good' },
  this_session: { word: 'for this session only', light: 'look' },
  absent: { word: 'not set', light: 'off' },
  for_another_server: { word: 'for another server: never sent to this one', light: 'look' },
  unknown: { word: 'can’t be known', light: 'bad' },
};
