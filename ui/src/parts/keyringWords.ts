// The keyring's states in words, each with its light.

import type { KeyringState } from '../ipc/bindings/KeyringState';
import type { Light } from './Lamp';

export const KEYRING_STATES: Record<KeyringState, { light: Light; words: string }> = {
  unchecked: { light: 'off', words: 'not asked yet' },
  available: { light: 'good', words: 'available' },
  locked: { light: 'look', words: 'locked' },
  absent: { light: 'look', words: 'none here' },
  hanging: { light: 'bad', words: 'does not answer' },
  failing: { light: 'bad', words: 'failing' },
};
