// The places of the window and their spelling in the address.

import type { Show } from '../ipc/bindings/Show';

export type Place =
  | { at: 'timeline'; subject: string | null; show: Show }
  | { at: 'deliveries'; show: Show }
  | { at: 'delivery'; sequence: number }
  | { at: 'audit' }
  | { at: 'settings'; section: SettingsSection }
  | { at: 'connect' };

/** The sections of the settings, in the order in which they are listed. */
export const SETTINGS_SECTIONS = [
  'profile',
  'secrets',
  'field-sets',
  'simulator',
  'operator',
  'keyring',
  'appearance',
  'about',
] as const;
export type SettingsSection = (typeof SETTINGS_SECTIONS)[number];

export const TIMELINE: Place = { at: 'timeline', subject: null, show: 'all' };

const isShow = (text: string | undefined): text is Show =>
  text === 'all' || text === 'verified' || text === 'refused';

export const toHash = (place: Place): string => {
  switch (place.at) {
    case 'timeline':
      return `#/timeline/${place.show}${place.subject ? `/${place.subject}` : ''}`;
    case 'deliveries':
      return `#/deliveries/${place.show}`;
    case 'delivery':
      return `#/delivery/${place.sequence}`;
    case 'audit':
    case 'connect':
      return `#/${place.at}`;
    case 'settings':
      return `#/settings/${place.section}`;
  }
};

export const fromHash = (hash: string): Place => {
  const [, at, first, second] = hash.split('/');
  const show = isShow(first) ? first : 'all';
  switch (at) {
    case 'deliveries':
      return { at, show };
    case 'delivery': {
      const sequence = Number(first);
      return Number.isSafeInteger(sequence) && sequence > 0 ? { at, sequence } : TIMELINE;
    }
    case 'audit':
    case 'connect':
      return { at };
    case 'settings':
      return { at, section: SETTINGS_SECTIONS.find((one) => one === first) ?? 'profile' };
    default:
      return { at: 'timeline', subject: second ?? null, show };
  }
};
