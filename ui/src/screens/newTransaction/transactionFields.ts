// The fields of a new transaction by their names on the wire, and what is made of what was typed.

import type { NewTransactionFacts } from '../../ipc/bindings/NewTransactionFacts';
import type { TransactionKind } from '../../ipc/bindings/TransactionKind';
import type { FormState, Values } from '../../parts/form/form';

export const SOURCE = 'fromBusinessId';
export const ACCOUNT = 'toBusinessExternalAccountId';
export const TO_AMOUNT = 'toAmount';
export const FROM_CURRENCY = 'fromCurrencySymbol';
export const PURPOSE = 'purpose';
export const INVOICE = 'invoiceUrl';
export const DEPOSIT = 'depositConfirmationUrl';
/** What the form has besides the wire's fields; none of it is sent under this name. */
export const KIND = 'kind';
export const TARGET = 'target';
export const TO_CURRENCY = 'toCurrency';
export const AGAIN = 'again';

export const KINDS = [
  { id: 'payout', label: 'Payout', help: 'Crypto in, fiat out.' },
  { id: 'end_to_end', label: 'End to end', help: 'Fiat in, fiat out.' },
  { id: 'collection', label: 'Collection', help: 'Into the source merchant’s account.' },
] as const satisfies readonly { id: TransactionKind; label: string; help: string }[];

export const isKind = (text: string | null | undefined): text is TransactionKind =>
  KINDS.some(({ id }) => id === text);

export const kindOf = ({ values }: FormState): TransactionKind => {
  const kind = values[KIND];
  return isKind(kind) ? kind : 'payout';
};

export const kindLabel = (kind: TransactionKind): string =>
  KINDS.find(({ id }) => id === kind)?.label ?? kind;

const text = (values: Values, name: string): string => values[name] ?? '';

export const factsOf = (form: FormState, rate: number | null): NewTransactionFacts => {
  const { values } = form;
  const kind = kindOf(form);
  return {
    kind,
    source: text(values, SOURCE),
    // What was typed for another kind stays in the draft, and is not sent.
    target: kind === 'collection' ? '' : text(values, TARGET),
    account: text(values, ACCOUNT),
    toCurrency: text(values, TO_CURRENCY),
    toAmount: text(values, TO_AMOUNT),
    fromCurrency: text(values, FROM_CURRENCY),
    purpose: text(values, PURPOSE),
    invoiceUrl: text(values, INVOICE),
    depositConfirmationUrl: kind === 'payout' ? text(values, DEPOSIT) : '',
    rate,
    again: text(values, AGAIN) === 'yes',
  };
};

const isNumber = (value: string): boolean => /^[1-9][0-9]*$/.test(value);
const isAmount = (value: string): boolean =>
  /^[0-9]+(?:\.[0-9]+)?$/.test(value) && /[1-9]/.test(value);

export type RateQuestion = {
  kind: TransactionKind;
  fromCurrency: string;
  toCurrency: string;
  toAmount: string;
};

/** What the rate is asked for; none while something of it is missing. */
export const rateQuestion = (form: FormState): RateQuestion | null => {
  const { toCurrency, toAmount, fromCurrency, kind } = factsOf(form, null);
  const question = {
    kind,
    fromCurrency: fromCurrency.trim(),
    toCurrency: toCurrency.trim(),
    toAmount: toAmount.trim(),
  };
  const isWhole =
    question.fromCurrency !== '' && question.toCurrency !== '' && isAmount(question.toAmount);
  return isWhole ? question : null;
};

/** What tells it from others: merchant, account and amount; none while one is missing. */
export const likeQuestion = (profile: string, form: FormState) => {
  const { source, account, toAmount } = factsOf(form, null);
  const amount = toAmount.trim();
  return isNumber(source) && isNumber(account) && isAmount(amount)
    ? { profile, source, account, toAmount: amount }
    : null;
};
