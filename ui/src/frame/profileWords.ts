// A profile's state in words, as the switcher and the settings say it.

import type { ProfileState } from '../ipc/bindings/ProfileState';
import type { Light } from '../parts/Lamp';

export const PROFILE_STATES: Record<ProfileState, { word: string; light: Light }> = {
  receiving: { word: 'receiving', light: 'good' },
  read_only: { word: 'for reading alone', light: 'look' },
  disabled: { word: 'switched off', light: 'off' },
  failed: { word: 'could not be opened', light: 'bad' },
};
