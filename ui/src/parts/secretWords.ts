// The states of a secret in words, each with its light. Unknown is never absent.

import type { SecretState } from '../ipc/bindings/SecretState';
import type { Light } from './Lamp';

export const SECRET_STATES: Record<SecretState, { word: string; light: Light }> = {
  stored: { word: 'in the keyring', light: 'good' },
  this_session: { word: 'for this session only', light: 'look' },
  absent: { word: 'not set', light: 'off' },
  unknown: { word: 'can’t be known', light: 'bad' },
};
