// The groups of a new transaction's form, in the order in which a person decides.

import { grouped } from '../../format/money';
import type { PartyRow } from '../../ipc/bindings/PartyRow';
import type { ReceiverRow } from '../../ipc/bindings/ReceiverRow';
import type { FieldGroup, FieldOption, FormField, FormState } from '../../parts/form/form';
import { Options } from '../../parts/Options';
import { LikeField } from './LikeField';
import { PartyPicker } from './PartyPicker';
import { ReceiverPicker } from './ReceiverPicker';
import * as of from './transactionFields';

export type Offered = {
  profile: string;
  currencies: readonly FieldOption[];
  currenciesHint: string;
  purposes: readonly FieldOption[];
  onParties: (rows: readonly PartyRow[]) => void;
  onReceivers: (rows: readonly ReceiverRow[]) => void;
  /** Whether the account that is chosen brought the currency. */
  isBrought: (form: FormState) => boolean;
};

const kind = (form: FormState): FormField => ({
  name: of.KIND,
  label: 'Kind',
  kind: 'choice',
  isRequired: true,
  isWide: true,
  input: ({ onChange, isDisabled }) => (
    <Options
      label="Kind"
      value={of.kindOf(form)}
      options={of.KINDS}
      onChange={onChange}
      isDisabled={isDisabled}
    />
  ),
});

const parties = (form: FormState, offered: Offered): FormField[] => {
  const { profile, onParties } = offered;
  const source: FormField = {
    name: of.SOURCE,
    label: 'Source merchant',
    kind: 'text',
    isRequired: true,
    input: (props) => (
      <PartyPicker {...props} profile={profile} as="source" name={of.SOURCE} onFound={onParties} />
    ),
  };
  const target: FormField = {
    name: of.TARGET,
    label: 'Target merchant',
    kind: 'text',
    input: (props) => (
      <PartyPicker {...props} profile={profile} as="target" name={of.TARGET} onFound={onParties} />
    ),
  };
  return of.kindOf(form) === 'collection' ? [source] : [source, target];
};

const account = (form: FormState, offered: Offered): FormField => {
  const { kind, source, target, toCurrency } = of.factsOf(form, null);
  const needed = {
    profile: offered.profile,
    kind,
    source,
    target,
    // Another account brings its own.
    currency: offered.isBrought(form) ? '' : toCurrency,
  };
  return {
    name: of.ACCOUNT,
    label: 'Receiver account',
    kind: 'text',
    isRequired: true,
    isWide: true,
    input: (props) => (
      <ReceiverPicker {...props} needed={needed} name={of.ACCOUNT} onFound={offered.onReceivers} />
    ),
  };
};

const digits = (text: string): string | null => {
  const read = grouped(text.trim());
  return read === text.trim() ? null : read;
};

const money = ({ currencies, currenciesHint }: Offered): FormField[] => [
  {
    name: of.TO_AMOUNT,
    label: 'They receive',
    kind: 'text',
    isRequired: true,
    isMono: true,
    hint: 'Digits, with a point before the decimals.',
    reads: digits,
  },
  {
    name: of.TO_CURRENCY,
    label: 'Currency they receive',
    kind: 'choice',
    isRequired: true,
    options: currencies,
    hint: 'The account’s.',
  },
  {
    name: of.FROM_CURRENCY,
    label: 'Currency you deposit',
    kind: 'choice',
    isRequired: true,
    options: currencies,
    hint: currenciesHint,
  },
];

const reasons = (form: FormState, { purposes }: Offered): FormField[] => {
  const purpose: FormField = {
    name: of.PURPOSE,
    label: 'Purpose',
    kind: 'choice',
    isRequired: true,
    options: purposes,
  };
  const document = (name: string, label: string): FormField => ({
    name,
    label,
    kind: 'text',
    isRequired: true,
    isMono: true,
    isWide: true,
    hint: 'https://… that Cedar can open, or one of the documents beside.',
  });
  const invoice = document(of.INVOICE, 'Invoice, its address');
  return of.kindOf(form) === 'payout'
    ? [purpose, invoice, document(of.DEPOSIT, 'Deposit confirmation, its address')]
    : [purpose, invoice];
};

const again = (form: FormState, { profile }: Offered): FormField => ({
  name: of.AGAIN,
  label: 'I want it again',
  kind: 'text',
  isWide: true,
  input: (props) => (
    <LikeField
      question={of.likeQuestion(profile, form)}
      value={props.value}
      onChange={props.onChange}
      error={props.error}
      isDisabled={props.isDisabled}
    />
  ),
});

export const transactionGroups = (form: FormState, offered: Offered): FieldGroup[] => [
  { name: 'What', fields: [kind(form)] },
  {
    name: 'From whom, to whom',
    about:
      of.kindOf(form) === 'collection'
        ? 'The account is one of the source merchant’s.'
        : 'The account is one of the target merchant’s.',
    fields: [...parties(form, offered), account(form, offered)],
  },
  { name: 'How much', fields: money(offered) },
  { name: 'What for', fields: reasons(form, offered) },
  { name: 'The same again?', fields: [again(form, offered)] },
];
