// The places of the window and their spelling in the address.

import type { Show } from '../ipc/bindings/Show';
import { fromQuery, type Narrowed, toQuery } from './narrowed';

export type Place =
  | { at: 'timeline'; subject: string | null; show: Show; people?: boolean }
  | { at: 'deliveries'; show: Show; narrowed?: Narrowed }
  | { at: 'delivery'; sequence: number }
  | { at: 'cards'; card: string | null }
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
    case 'timeline': {
      const rows = place.people ? 'people' : place.show;
      return `#/timeline/${rows}${place.subject ? `/${place.subject}` : ''}`;
    }
    case 'deliveries': {
      const query = place.narrowed ? toQuery(place.narrowed) : '';
      return `#/deliveries/${place.show}${query ? `?${query}` : ''}`;
    }
    case 'delivery':
      return `#/delivery/${place.sequence}`;
    case 'cards':
      return `#/cards${place.card === null ? '' : `/${encodeURIComponent(place.card)}`}`;
    case 'audit':
    case 'connect':
      return `#/${place.at}`;
    case 'settings':
      return `#/settings/${place.section}`;
  }
};

const decoded = (part: string | undefined): string | null => {
  try {
    return part ? decodeURIComponent(part) : null;
  } catch {
    return null;
  }
};

export const fromHash = (hash: string): Place => {
  const [path = '', query = ''] = hash.split('?');
  const [, at, first, second] = path.split('/');
  const show = isShow(first) ? first : 'all';
  switch (at) {
    case 'deliveries':
      return query ? { at, show, narrowed: fromQuery(query) } : { at, show };
    case 'delivery': {
      const sequence = Number(first);
      return Number.isSafeInteger(sequence) && sequence > 0 ? { at, sequence } : TIMELINE;
    }
    case 'cards':
      return { at, card: decoded(first) };
    case 'audit':
    case 'connect':
      return { at };
    case 'settings':
      return { at, section: SETTINGS_SECTIONS.find((one) => one === first) ?? 'profile' };
    default: {
      const people = first === 'people' ? { people: true } : {};
      return { at: 'timeline', subject: second ?? null, show, ...people };
    }
  }
};
