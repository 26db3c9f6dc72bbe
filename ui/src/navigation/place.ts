// The places of the window and their spelling in the address.

import type { Show } from '../ipc/bindings/Show';
import type { TransactionKind } from '../ipc/bindings/TransactionKind';
import { fromQuery, type Narrowed, toQuery } from './narrowed';

/** Of a timeline's rows those that people made, or what was read from the API. */
export type Only = 'people' | 'reads';

/** What a list of transactions is narrowed to when it is opened. */
export type OnlyTransactions = {
  kind?: TransactionKind;
  /** A status word without its prefix. */
  status?: string;
  merchant?: string;
  account?: string;
};

export type Place =
  | { at: 'desk' }
  | { at: 'timeline'; subject: string | null; show: Show; only?: Only }
  | { at: 'deliveries'; show: Show; narrowed?: Narrowed }
  | { at: 'delivery'; sequence: number }
  | { at: 'observation'; sequence: number }
  | { at: 'cards'; card: string | null }
  | { at: 'action'; action: string }
  | { at: 'merchants'; status?: string }
  | { at: 'transactions'; only?: OnlyTransactions }
  | { at: 'transaction'; number: string }
  | { at: 'board' }
  | { at: 'accounts'; owner?: string }
  | { at: 'merchant'; number: string }
  | { at: 'account'; number: string }
  | { at: 'onboarding'; number: string }
  | { at: 'merchant-form'; number: string | null }
  | { at: 'account-form'; number: string | null; owner: string | null }
  | {
      at: 'transaction-form';
      kind: string | null;
      merchant: string | null;
      account: string | null;
    }
  | { at: 'way-in'; view: WayInView }
  | { at: 'audit' }
  | { at: 'settings'; section: SettingsSection; operation?: string }
  | { at: 'connect' };

/** The parts of the screen of the way in. */
const WAY_IN_VIEWS = ['state', 'set-up', 'gaps'] as const;
export type WayInView = (typeof WAY_IN_VIEWS)[number];

/** The sections of the settings, in the order in which they are listed. */
export const SETTINGS_SECTIONS = [
  'profile',
  'server',
  'api',
  'secrets',
  'way-in',
  'field-sets',
  'policy',
  'operators',
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
      const rows = place.only ?? place.show;
      return `#/timeline/${rows}${place.subject ? `/${place.subject}` : ''}`;
    }
    case 'deliveries': {
      const query = place.narrowed ? toQuery(place.narrowed) : '';
      return `#/deliveries/${place.show}${query ? `?${query}` : ''}`;
    }
    case 'delivery':
    case 'observation':
      return `#/${place.at}/${place.sequence}`;
    case 'cards':
      return `#/cards${place.card === null ? '' : `/${encodeURIComponent(place.card)}`}`;
    case 'audit':
    case 'connect':
    case 'desk':
    case 'board':
      return `#/${place.at}`;
    case 'merchants':
      return `#/${place.at}${place.status ? `/${encodeURIComponent(place.status)}` : ''}`;
    case 'accounts':
      return `#/${place.at}${place.owner ? `/${place.owner}` : ''}`;
    case 'transactions': {
      const query = new URLSearchParams(place.only).toString();
      return `#/${place.at}${query ? `?${query}` : ''}`;
    }
    case 'merchant':
    case 'account':
    case 'onboarding':
    case 'transaction':
      return `#/${place.at}/${place.number}`;
    case 'merchant-form':
      return `#/${place.at}/${place.number ?? 'new'}`;
    case 'account-form':
      return `#/${place.at}/${place.number ?? 'new'}${place.owner ? `/${place.owner}` : ''}`;
    case 'transaction-form': {
      const { kind, merchant, account } = place;
      return `#/${place.at}/${[kind ?? 'any', merchant ?? '-', account ?? '-'].join('/')}`;
    }
    case 'action':
      return `#/action/${place.action}`;
    case 'way-in':
      return `#/way-in/${place.view}`;
    case 'settings':
      return `#/settings/${place.section}${place.operation ? `/${place.operation}` : ''}`;
  }
};

const decoded = (part: string | undefined): string | null => {
  try {
    return part ? decodeURIComponent(part) : null;
  } catch {
    return null;
  }
};

/** A number of the partner's, as it stands in paths. */
const numbered = (part: string | undefined): string | null =>
  /^[0-9]{1,20}$/.test(part ?? '') ? (part ?? null) : null;

const KINDS: readonly TransactionKind[] = ['payout', 'end_to_end', 'collection'];

const onlyOf = (query: URLSearchParams): OnlyTransactions => {
  const kind = KINDS.find((one) => one === query.get('kind'));
  const status = query.get('status');
  const merchant = numbered(query.get('merchant') ?? undefined);
  const account = numbered(query.get('account') ?? undefined);
  return {
    ...(kind ? { kind } : {}),
    ...(status ? { status } : {}),
    ...(merchant ? { merchant } : {}),
    ...(account ? { account } : {}),
  };
};

export const fromHash = (hash: string): Place => {
  const [path = '', query = ''] = hash.split('?');
  const [, at, first, second, third] = path.split('/');
  const show = isShow(first) ? first : 'all';
  switch (at) {
    case 'deliveries':
      return query ? { at, show, narrowed: fromQuery(query) } : { at, show };
    case 'delivery':
    case 'observation': {
      const sequence = Number(first);
      return Number.isSafeInteger(sequence) && sequence > 0 ? { at, sequence } : TIMELINE;
    }
    case 'cards':
      return { at, card: decoded(first) };
    case 'audit':
    case 'connect':
    case 'desk':
    case 'board':
      return { at };
    case 'merchants': {
      const status = decoded(first);
      return status === null ? { at } : { at, status };
    }
    case 'accounts': {
      const owner = numbered(first);
      return owner === null ? { at } : { at, owner };
    }
    case 'transactions': {
      const only = onlyOf(new URLSearchParams(query));
      return Object.keys(only).length > 0 ? { at, only } : { at };
    }
    case 'merchant':
    case 'account':
    case 'onboarding':
    case 'transaction': {
      const number = numbered(first);
      return number === null ? TIMELINE : { at, number };
    }
    case 'action':
      return /^[0-9a-f-]{36}$/.test(first ?? '') ? { at, action: first ?? '' } : TIMELINE;
    case 'merchant-form':
      return { at, number: numbered(first) };
    case 'account-form':
      return { at, number: numbered(first), owner: numbered(second) };
    case 'transaction-form': {
      const kind = /^(?:payout|end_to_end|collection)$/.test(first ?? '') ? (first ?? null) : null;
      return { at, kind, merchant: numbered(second), account: numbered(third) };
    }
    case 'way-in':
      return { at, view: WAY_IN_VIEWS.find((one) => one === first) ?? 'state' };
    case 'settings': {
      const section = SETTINGS_SECTIONS.find((one) => one === first) ?? 'profile';
      return section === 'api' && /^[a-z0-9_]{1,64}$/.test(second ?? '')
        ? { at, section, operation: second }
        : { at, section };
    }
    default: {
      const only: Only | null = first === 'people' || first === 'reads' ? first : null;
      const timeline = { at: 'timeline', subject: second ?? null, show } as const;
      return only ? { ...timeline, only } : timeline;
    }
  }
};
