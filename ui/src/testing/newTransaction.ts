// What the Rust side tells of a new transaction's form, for tests.

import { screen } from '@testing-library/react';
import type { DetailFinding } from '../ipc/bindings/DetailFinding';
import type { DetailsChecked } from '../ipc/bindings/DetailsChecked';
import type { LikeTransaction } from '../ipc/bindings/LikeTransaction';
import type { NewTransactionFacts } from '../ipc/bindings/NewTransactionFacts';
import type { PartyRow } from '../ipc/bindings/PartyRow';
import type { RateView } from '../ipc/bindings/RateView';
import type { ReceiverRow } from '../ipc/bindings/ReceiverRow';
import { openAccount } from './account';
import { aStanding } from './catalog';
import type { Answers } from './fakeShell';
import { anAction } from './merchant';

const LONG =
  'Société Anonyme des Établissements Commerciaux et Industriels Réunis du Golfe de Guinée';
export const ARABIC = 'مؤسسة النيل للتجارة الدولية المحدودة';

export const aParty = (changed: Partial<PartyRow> = {}): PartyRow => ({
  number: '101',
  name: 'Adaeze Trading Ltd',
  country: 'NG',
  standing: aStanding('VALID'),
  whyNot: null,
  ...changed,
});

export const aReceiver = (changed: Partial<ReceiverRow> = {}): ReceiverRow => ({
  number: '201',
  name: 'Okafor Trading',
  owner: '102',
  ownerName: LONG,
  bankOrNetwork: 'GTBank',
  masked: '6621',
  currency: 'USD',
  standing: aStanding('ACTIVE'),
  whyNot: null,
  ...changed,
});

export const aRate = (changed: Partial<RateView> = {}): RateView => ({
  rate: '1.0125',
  amount: '101250.000000',
  at: new Date().toISOString(),
  sequence: 77,
  failure: null,
  ...changed,
});

export const aLike = (changed: Partial<LikeTransaction> = {}): LikeTransaction => ({
  subject: { key: 'transaction:4711', kind: 'transaction', label: 'Transaction 4711' },
  at: new Date().toISOString(),
  sequence: 55,
  state: 'done',
  ...changed,
});

const NEEDED: [keyof NewTransactionFacts, string][] = [
  ['source', 'fromBusinessId'],
  ['account', 'toBusinessExternalAccountId'],
  ['toAmount', 'toAmount'],
  ['toCurrency', 'toCurrency'],
  ['fromCurrency', 'fromCurrencySymbol'],
  ['purpose', 'purpose'],
  ['invoiceUrl', 'invoiceUrl'],
];

/** Finds what is empty, and an amount with a comma. */
const check = ({ facts }: { facts: NewTransactionFacts }): DetailsChecked => {
  const needed = facts.kind === 'payout' ? [...NEEDED, DEPOSIT] : NEEDED;
  const missing = needed
    .filter(([name]) => facts[name] === '')
    .map(
      ([, field]): DetailFinding => ({
        field,
        level: 'error',
        words: 'It is missing.',
        isMissing: true,
      }),
    );
  const comma: DetailFinding[] = facts.toAmount.includes(',')
    ? [
        {
          field: 'toAmount',
          level: 'error',
          words: 'Write it without thousands separators.',
          isMissing: false,
        },
      ]
    : [];
  return { findings: [...missing, ...comma], toSend: [], mayBeSent: true, notChecked: [] };
};

const DEPOSIT: [keyof NewTransactionFacts, string] = [
  'depositConfirmationUrl',
  'depositConfirmationUrl',
];

/** The window at the form of a new transaction. */
export const openTransactionForm = (
  hash = '#/transaction-form/any/-/-',
  answers: Partial<Answers> = {},
  drafts = new Map(),
) =>
  openAccount(
    hash,
    {
      transaction_words: () => ({ purposes: ['GOODS_PURCHASED', 'OTHER_SERVICES'] }),
      find_parties: ({ search }) => ({
        rows: [
          aParty(),
          aParty({ number: '102', name: LONG }),
          aParty({
            number: '103',
            name: ARABIC,
            whyNot: 'The source merchant’s KYC status is Pending; it has to be Approved.',
          }),
        ].filter(({ name, number }) => `${name} ${number}`.includes(search)),
        more: false,
        age: 'As the API listed them.',
      }),
      find_receivers: ({ search }) => ({
        rows: [
          aReceiver(),
          aReceiver({
            number: '202',
            name: ARABIC,
            whyNot: 'The receiver account is Frozen; it has to be Active.',
          }),
        ].filter(({ name, number }) => `${name} ${number}`.includes(search)),
        more: false,
        age: 'As the API listed them.',
      }),
      check_transaction: check,
      find_like_transactions: () => ({ like: [], isWhole: true }),
      read_rate: () => aRate(),
      list_documents: () => ({ documents: [], isCut: false }),
      list_uploads: () => ({ uploads: [] }),
      ...answers,
    },
    drafts,
  );

export const REVIEW = 'Review what will be sent';
export const INVOICE_URL = 'https://files.example/i.pdf';

// By their labels: to ask for roles takes seconds where so much is on the screen.
export const box = (name: RegExp | string) =>
  screen.findByLabelText<HTMLInputElement>(name, { selector: 'input' });

type Window = ReturnType<typeof openTransactionForm>;

/** Pastes into a field and leaves it: an open list would hide the rest. */
export const paste = async ({ user }: Window, name: RegExp | string, text: string) => {
  await user.click(await box(name));
  await user.paste(text);
  await user.tab();
};

/** Searches, and takes the first that can be chosen. */
const pick = async (at: Window, name: RegExp | string, search: string) => {
  await at.user.click(await box(name));
  await at.user.paste(search);
  await screen.findByRole('listbox');
  await at.user.keyboard('{ArrowDown}{Enter}');
};

export const fill = async (at: Window) => {
  await pick(at, 'Source merchant', 'Adaeze');
  await pick(at, 'Receiver account', 'Okafor');
  await paste(at, 'They receive', '100000.0');
  await paste(at, 'Currency you deposit', 'USDC (ERC-20)');
  await paste(at, 'Purpose', 'GOODS_PURCHASED');
  await paste(at, 'Invoice, its address', INVOICE_URL);
};

/** A draft in which all is typed. */
const typed = (values: Record<string, string> = {}) => {
  const all = {
    kind: 'end_to_end',
    fromBusinessId: '101',
    toBusinessExternalAccountId: '201',
    toAmount: '100000.0',
    toCurrency: 'USD',
    fromCurrencySymbol: 'USDC (ERC-20)',
    purpose: 'GOODS_PURCHASED',
    invoiceUrl: INVOICE_URL,
    ...values,
  };
  const form = { values: all, further: [], action: anAction().action, base: null };
  const draft = { form: JSON.stringify(form), savedAt: '2026-01-05T09:00:00Z' };
  return new Map([['transaction:new', draft]]);
};

export const openFilled = (answers: Parameters<typeof openTransactionForm>[1], values = {}) =>
  openTransactionForm('#/transaction-form/any/-/-', answers, typed(values));

export const review = async (at: Window) => {
  await at.user.click(await screen.findByText(REVIEW));
  return screen.findByTestId('review');
};
