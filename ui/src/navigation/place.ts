// The places of the window and their spelling in the address.

import type { Show } from '../ipc/bindings/Show';

export type Place =
  | { at: 'timeline'; subject: string | null; show: Show }
  | { at: 'deliveries'; show: Show }
  | { at: 'delivery'; sequence: number }
  | { at: 'audit' }
  | { at: 'settings' };

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
    case 'settings':
      return `#/${place.at}`;
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
    case 'settings':
      return { at };
    default:
      return { at: 'timeline', subject: second ?? null, show };
  }
};
