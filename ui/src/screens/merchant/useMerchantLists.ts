// What the merchant's form offers to choose from: countries and industries.

import { useMemo } from 'react';
import { useAsk } from '../../ipc/ask';
import type { FieldOption } from '../../parts/form/form';
import { COUNTRIES_WITH_PREFIX } from './dialling';
import { wordLabel } from './merchantFields';

const NAMES = new Intl.DisplayNames(['en'], { type: 'region' });

const COUNTRIES: readonly FieldOption[] = COUNTRIES_WITH_PREFIX.map((id) => ({
  id,
  label: NAMES.of(id) ?? id,
})).sort((one, other) => one.label.localeCompare(other.label));

export const useMerchantLists = () => {
  const words = useAsk('merchant_words', {});
  const industries = words.data?.industries;
  return useMemo(
    () => ({
      countries: COUNTRIES,
      industries: (industries ?? []).map((id) => ({ id, label: wordLabel(id) })),
    }),
    [industries],
  );
};
