// The fields of a merchant's form, by their names on the wire.

import type { Environment } from '../../ipc/bindings/Environment';
import type { NewMerchantFacts } from '../../ipc/bindings/NewMerchantFacts';
import type { FieldGroup, FieldOption, Values } from '../../parts/form/form';

const LIVE_NUMBER = 'As the country’s register writes it. Not every merchant has one.';
const TEST_NUMBER =
  'As the register writes it. Here a status may follow, as 123456789|VALID: the merchant then ' +
  'takes that status at once. For tests alone; on LIVE it is an error.';

type Lists = { countries: readonly FieldOption[]; industries: readonly FieldOption[] };

export const merchantGroups = (
  environment: Environment,
  { countries, industries }: Lists,
): FieldGroup[] => [
  {
    name: 'Company',
    fields: [
      { name: 'legalName', label: 'Legal name', kind: 'text', isRequired: true, isWide: true },
      { name: 'tradingName', label: 'Trading name', kind: 'text' },
      {
        name: 'country',
        label: 'Country',
        kind: 'choice',
        isRequired: true,
        options: countries,
      },
      {
        name: 'localRegNumber',
        label: 'Registration number',
        kind: 'text',
        isMono: true,
        hint: environment === 'live' ? LIVE_NUMBER : TEST_NUMBER,
      },
      {
        name: 'industry',
        label: 'Industry',
        kind: 'choice',
        isRequired: true,
        options: industries,
      },
    ],
  },
  {
    name: 'Contact',
    fields: [
      { name: 'contactName', label: 'Contact name', kind: 'text', isRequired: true },
      { name: 'email', label: 'E-mail', kind: 'text', isRequired: true },
      {
        name: 'phonePrefix',
        label: 'Phone prefix',
        kind: 'digits',
        isRequired: true,
        hint: 'The country’s, as 234.',
      },
      { name: 'phone', label: 'Phone', kind: 'digits', isRequired: true },
    ],
  },
  {
    name: 'Address',
    fields: [
      { name: 'address', label: 'Street', kind: 'text', isRequired: true },
      { name: 'streetNumber', label: 'Street number', kind: 'text' },
      { name: 'zipCode', label: 'Postal code', kind: 'text' },
      { name: 'city', label: 'City', kind: 'text', isRequired: true },
      { name: 'state', label: 'State', kind: 'text' },
    ],
  },
];

export const MERCHANT_NAMES: readonly string[] = merchantGroups('live', {
  countries: [],
  industries: [],
}).flatMap(({ fields }) => fields.map(({ name }) => name));

export const newMerchantFacts = (sent: Values): NewMerchantFacts => {
  const text = (name: string) => sent[name] ?? '';
  const optional = (name: string) => sent[name] || null;
  return {
    legalName: text('legalName'),
    tradingName: optional('tradingName'),
    email: text('email'),
    contactName: text('contactName'),
    phonePrefix: text('phonePrefix'),
    phone: text('phone'),
    country: text('country'),
    state: text('state'),
    city: text('city'),
    address: text('address'),
    streetNumber: text('streetNumber'),
    zipCode: text('zipCode'),
    industry: text('industry'),
    localRegNumber: optional('localRegNumber'),
  };
};

/** "Food hospitality" of `FOOD_HOSPITALITY`. */
export const wordLabel = (word: string): string => {
  const text = word.replaceAll('_', ' ').toLowerCase();
  return text.charAt(0).toUpperCase() + text.slice(1);
};
