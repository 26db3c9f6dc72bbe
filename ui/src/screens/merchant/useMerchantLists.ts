// What the merchant's form offers to choose from: Cedar's countries with their age, and industries.

import { useMemo } from 'react';
import { useAsk } from '../../ipc/ask';
import { hintOf, optionsOf, useRefreshed } from '../account/useAccountLists';
import type { MerchantLists } from './merchantFields';
import { wordLabel } from './merchantFields';

export const useMerchantLists = (profile: string): MerchantLists => {
  const countries = useRefreshed(profile, 'countries').data;
  const industries = useAsk('merchant_words', {}).data?.industries;
  return useMemo(
    () => ({
      countries: optionsOf(countries?.entries ?? []),
      countriesHint: hintOf(countries),
      industries: (industries ?? []).map((id) => ({ id, label: wordLabel(id) })),
    }),
    [countries, industries],
  );
};
