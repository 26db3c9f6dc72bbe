// The sections of the settings by their names.

import type { SettingsSection } from '../../navigation/place';

export const SECTION_NAMES: Record<SettingsSection, string> = {
  profile: 'Profile',
  server: 'Server and credentials',
  api: 'API',
  secrets: 'Secrets',
  'way-in': 'Way in',
  'field-sets': 'Field sets',
  policy: 'Approval policy',
  operators: 'Operators',
  simulator: 'Simulator',
  operator: 'Operator',
  keyring: 'Keyring',
  appearance: 'Appearance',
  about: 'About',
};
