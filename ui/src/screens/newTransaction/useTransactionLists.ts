// What the form offers to choose from: Cedar's currencies with their age, and its purposes.

import { useMemo } from 'react';
import { useAsk } from '../../ipc/ask';
import { hintOf, optionsOf, useRefreshed } from '../account/useAccountLists';

/** "Goods purchased" of "GOODS_PURCHASED". */
const spoken = (word: string): string => {
  const words = word.toLowerCase().replaceAll('_', ' ');
  return words.charAt(0).toUpperCase() + words.slice(1);
};

export const useTransactionLists = (profile: string) => {
  const currencies = useRefreshed(profile, 'currencies');
  const words = useAsk('transaction_words', {});
  const { data } = currencies;
  const purposes = words.data?.purposes;
  return useMemo(
    () => ({
      currencies: optionsOf(data?.entries ?? []),
      currenciesHint: hintOf(data),
      purposes: (purposes ?? []).map((id) => ({ id, label: spoken(id) })),
    }),
    [data, purposes],
  );
};
