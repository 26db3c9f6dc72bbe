// What the account's form offers to choose from: Cedar's countries and currencies, with their age.

import { useEffect, useMemo, useRef } from 'react';
import { age } from '../../format/time';
import { useAct } from '../../ipc/act';
import { useAsk } from '../../ipc/ask';
import type { ReferenceEntryView } from '../../ipc/bindings/ReferenceEntryView';
import type { ReferenceListView } from '../../ipc/bindings/ReferenceListView';
import type { FieldOption } from '../../parts/form/form';
import type { AccountLists } from './accountFields';
import { networkIn } from './accountFields';

/** A list that is older is read anew when the form is opened. */
const OLD_MS = 24 * 60 * 60 * 1000;

export const optionsOf = (entries: readonly ReferenceEntryView[]): FieldOption[] =>
  entries.flatMap(({ code, name }) => (code === null ? [] : [{ id: code, label: name ?? code }]));

export const hintOf = (list: ReferenceListView | undefined): string => {
  if (!list) {
    return '';
  }
  const unread = list.entries.filter(({ code }) => code === null).length;
  const more = unread === 0 ? '' : ` ${unread} of its entries are not understood.`;
  return list.source === 'api' && list.readAt
    ? `From Cedar’s list, read ${age(list.readAt, new Date())}.${more}`
    : list.detail;
};

const isOld = ({ readAt, canRead }: ReferenceListView): boolean =>
  canRead && (readAt === null || Date.now() - Date.parse(readAt) > OLD_MS);

export const useRefreshed = (profile: string, list: 'countries' | 'currencies') => {
  const { data } = useAsk(list === 'countries' ? 'list_countries' : 'list_currencies', { profile });
  const { mutate, isPending, error } = useAct('refresh_list', [
    'list_countries',
    'list_currencies',
  ]);
  const isAsked = useRef(false);
  useEffect(() => {
    if (data && isOld(data) && !isAsked.current) {
      isAsked.current = true;
      mutate({ profile, list });
    }
  }, [data, list, mutate, profile]);
  return { data, again: () => mutate({ profile, list }), isPending, error };
};

export const useAccountLists = (profile: string) => {
  const countries = useRefreshed(profile, 'countries');
  const currencies = useRefreshed(profile, 'currencies');
  const lists = useMemo((): AccountLists => {
    const known = currencies.data?.entries ?? [];
    const wallets = known.filter(({ network }) => network !== null);
    const networks = wallets.flatMap(({ code, network }) => {
      const id = code === null ? null : networkIn(code);
      return id === null ? [] : [{ id, label: network ?? id }];
    });
    return {
      countries: optionsOf(countries.data?.entries ?? []),
      bankCurrencies: optionsOf(known.filter(({ network }) => network === null)),
      walletCurrencies: optionsOf(wallets),
      networks: [...new Map(networks.map((one) => [one.id, one])).values()],
      countriesHint: hintOf(countries.data),
      currenciesHint: hintOf(currencies.data),
    };
  }, [countries.data, currencies.data]);
  return { lists, countries, currencies };
};
