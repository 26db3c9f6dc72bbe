// The fields of a receiver account's form, by their names on the wire: at a bank, or a wallet.

import { inFours } from '../../format/masked';
import type { NewAccountFacts } from '../../ipc/bindings/NewAccountFacts';
import type { FieldGroup, FieldOption, FormState, Values } from '../../parts/form/form';

/** What the form has besides the wire's fields; neither is sent under this name. */
export const OWNER = 'owner';
export const KIND = 'kind';

export type AccountKind = 'bank' | 'wallet';

export const kindOf = ({ values }: FormState): AccountKind =>
  values[KIND] === 'wallet' ? 'wallet' : 'bank';

export type AccountLists = {
  countries: readonly FieldOption[];
  bankCurrencies: readonly FieldOption[];
  walletCurrencies: readonly FieldOption[];
  networks: readonly FieldOption[];
  countriesHint: string;
  currenciesHint: string;
};

const fours = (text: string): string | null => (text.trim() === '' ? null : inFours(text));

const bank = ({ bankCurrencies, currenciesHint }: AccountLists): FieldGroup => ({
  name: 'Bank details',
  fields: [
    {
      name: 'nameOnAccount',
      label: 'Name on account',
      kind: 'text',
      isRequired: true,
      isWide: true,
      hint: 'As the bank has it.',
    },
    {
      name: 'currencySymbol',
      label: 'Currency',
      kind: 'choice',
      isRequired: true,
      options: bankCurrencies,
      hint: currenciesHint,
    },
    { name: 'bankName', label: 'Bank name', kind: 'text', isRequired: true },
    {
      name: 'accountNumber',
      label: 'Account number',
      kind: 'text',
      isRequired: true,
      isMono: true,
    },
    {
      name: 'iban',
      label: 'IBAN',
      kind: 'text',
      isMono: true,
      isWide: true,
      hint: 'With or without blanks; it is sent without.',
      reads: fours,
    },
    { name: 'swiftCode', label: 'SWIFT/BIC', kind: 'text', isRequired: true, isMono: true },
    {
      name: 'routingNumber',
      label: 'Routing number',
      kind: 'digits',
      isMono: true,
      hint: 'Of US banks alone: nine digits.',
    },
  ],
});

const wallet = ({ walletCurrencies, networks, currenciesHint }: AccountLists): FieldGroup => ({
  name: 'Wallet',
  fields: [
    {
      name: 'nameOnAccount',
      label: 'Name on account',
      kind: 'text',
      isRequired: true,
      isWide: true,
      hint: 'Who owns the wallet.',
    },
    {
      name: 'currencySymbol',
      label: 'Currency',
      kind: 'choice',
      isRequired: true,
      options: walletCurrencies,
      hint: currenciesHint,
    },
    {
      name: 'network',
      label: 'Network',
      kind: 'choice',
      options: networks,
      hint: 'The one in the currency’s brackets. What is sent over another one is lost.',
    },
    {
      name: 'walletAddress',
      label: 'Wallet address',
      kind: 'text',
      isRequired: true,
      isMono: true,
      isWide: true,
      reads: fours,
    },
  ],
});

const place = ({ countries, countriesHint }: AccountLists, kind: AccountKind): FieldGroup => {
  const isRequired = kind === 'bank';
  return {
    name: kind === 'bank' ? 'Address' : 'Address of the owner',
    fields: [
      {
        name: 'country',
        label: 'Country',
        kind: 'choice',
        isRequired: true,
        options: countries,
        hint: countriesHint,
      },
      { name: 'state', label: 'State', kind: 'text' },
      { name: 'city', label: 'City', kind: 'text', isRequired },
      { name: 'zipCode', label: 'Postal code', kind: 'text' },
      { name: 'address', label: 'Street', kind: 'text', isRequired },
      { name: 'streetNumber', label: 'Street number', kind: 'text' },
      {
        name: 'invoiceUrl',
        label: 'Sample invoice, its address',
        kind: 'text',
        isRequired,
        isMono: true,
        isWide: true,
        hint: 'https://… that Cedar can open.',
      },
    ],
  };
};

export const accountGroups = (kind: AccountKind, lists: AccountLists): FieldGroup[] => [
  kind === 'bank' ? bank(lists) : wallet(lists),
  place(lists, kind),
];

const NO_LISTS: AccountLists = {
  countries: [],
  bankCurrencies: [],
  walletCurrencies: [],
  networks: [],
  countriesHint: '',
  currenciesHint: '',
};

/** The wire's fields of a kind. */
export const accountNames = (kind: AccountKind): string[] =>
  accountGroups(kind, NO_LISTS).flatMap(({ fields }) => fields.map(({ name }) => name));

/** The fields that say where the money goes: a change of one bears on the others. */
export const PAYEE_NAMES: readonly string[] = [
  'nameOnAccount',
  'currencySymbol',
  'accountNumber',
  'iban',
  'swiftCode',
  'routingNumber',
  'bankName',
  'walletAddress',
  'network',
];

export const newAccountFacts = (owner: string, sent: Values): NewAccountFacts => {
  const text = (name: string) => sent[name] ?? '';
  const optional = (name: string) => sent[name] || null;
  return {
    owner,
    currency: text('currencySymbol'),
    nameOnAccount: text('nameOnAccount'),
    accountNumber: optional('accountNumber'),
    bankName: optional('bankName'),
    swiftCode: optional('swiftCode'),
    iban: optional('iban'),
    routingNumber: optional('routingNumber'),
    walletAddress: optional('walletAddress'),
    network: optional('network'),
    country: text('country'),
    state: text('state'),
    city: text('city'),
    address: text('address'),
    streetNumber: text('streetNumber'),
    zipCode: text('zipCode'),
    invoiceUrl: text('invoiceUrl'),
  };
};

/** What stands in a symbol's brackets: "ERC-20" of `USDC (ERC-20)`. */
export const networkIn = (symbol: string): string | null =>
  /\(([^()]+)\)\s*$/.exec(symbol)?.[1]?.trim() ?? null;

/** A currency brings the network of its brackets, unless a person wrote another one. */
export const follow = (next: FormState, before: FormState): FormState => {
  const [was, is] = [before.values.currencySymbol ?? '', next.values.currencySymbol ?? ''];
  const written = next.values.network ?? '';
  const isOwn = written !== '' && written !== networkIn(was);
  if (was === is || isOwn) {
    return next;
  }
  return { ...next, values: { ...next.values, network: networkIn(is) ?? '' } };
};
