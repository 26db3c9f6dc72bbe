// Transactions as the Rust side sends them: rows, the page of one, shells that have them.

import type { KeptConfirmation } from '../ipc/bindings/KeptConfirmation';
import type { ListTransactions } from '../ipc/bindings/ListTransactions';
import type { PathStep } from '../ipc/bindings/PathStep';
import type { StatusMeaning } from '../ipc/bindings/StatusMeaning';
import type { StepPlace } from '../ipc/bindings/StepPlace';
import type { TransactionParty } from '../ipc/bindings/TransactionParty';
import type { TransactionRow } from '../ipc/bindings/TransactionRow';
import type { TransactionView } from '../ipc/bindings/TransactionView';
import { someFacts } from './api';
import { aMerchant, anAge, aStanding, catalogShell } from './catalog';
import { type Answers, openApp } from './fakeShell';
import { openMerchant } from './merchant';

const AT = '2026-01-05T09:00:00.000Z';
export const THIRTY_EIGHT = '12345678901234567890123456789012345678.000000000000000001';
const ARABIC = 'شركة النور للتجارة والاستيراد والتصدير العامة المحدودة';

const aParty = (number: number, name: string | null): TransactionParty => ({
  number: String(number),
  name,
  detail: null,
});

export const aMeaningOf = (status: string, word: string): StatusMeaning => ({
  status,
  word,
  isKnown: true,
  meaning: `What ${word} means.`,
  next: 'Review the quote.',
  needs: 'us',
  maySubmit: false,
  mayEdit: false,
  mayBeUsed: false,
});

const WORDS: Record<string, string> = {
  AWAITING_QUOTE_APPROVAL: 'Awaiting quote approval',
  AWAITING_DEPOSIT: 'Awaiting deposit',
  COMPLETED: 'Completed',
};

const partOf = (status: string | null): string => (status ?? '').replace(/^(OnOff|Receive)_/, '');

export const aRow = (
  number: number,
  status = 'OnOff_AWAITING_QUOTE_APPROVAL',
  changed: Partial<TransactionRow> = {},
): TransactionRow => ({
  subject: `transaction:${number}`,
  number: String(number),
  kind: 'payout',
  kindWord: 'Payout',
  source: aParty(7, 'Acme Exports Ltd'),
  target: aParty(8, ARABIC),
  account: { number: '70', name: 'Okafor Trading', detail: 'GTBank ···· 6621' },
  toAmount: '100000.0',
  toCurrency: 'USD',
  fromAmount: '101250.00',
  fromCurrency: 'USDC (ERC-20)',
  reference: `REF-${number}`,
  purpose: 'GOODS_PURCHASED',
  standing: aStanding(status, { statusWord: WORDS[partOf(status)] ?? status }),
  createdAt: AT,
  changedAt: AT,
  place: `${number}:0`,
  ...changed,
});

const fits = (row: TransactionRow, asked: ListTransactions): boolean =>
  JSON.stringify(row).toLowerCase().includes(asked.search.toLowerCase()) &&
  (asked.kinds.length === 0 || (row.kind !== null && asked.kinds.includes(row.kind))) &&
  (asked.statuses.length === 0 || asked.statuses.includes(partOf(row.standing.status))) &&
  (asked.merchant === null ||
    [row.source?.number, row.target?.number].includes(asked.merchant ?? '')) &&
  (asked.currency === null || [row.toCurrency, row.fromCurrency].includes(asked.currency ?? '')) &&
  (asked.from === null || (row.createdAt ?? '') >= (asked.from ?? ''));

/** The window at an address, over these transactions; they may be changed while it runs. */
export const openTransactions = (rows: TransactionRow[], hash = '#/transactions') => {
  const state = { rows };
  const { shell } = catalogShell([aMerchant(7, 'Acme Exports Ltd')], [], {
    list_transactions: (asked) => {
      const found = state.rows.filter((row) => fits(row, asked));
      const parts = [...new Set(state.rows.map(({ standing }) => partOf(standing.status)))];
      return {
        rows: asked.descending ? found : [...found].reverse(),
        next: null,
        counts: parts.map((part) => ({
          status: aMeaningOf(part, WORDS[part] ?? part),
          count: state.rows.filter(({ standing }) => partOf(standing.status) === part).length,
        })),
        currencies: ['NGN', 'USD', 'USDC (ERC-20)'],
        age: anAge({ transactions: state.rows.length }),
      };
    },
    status_meanings: () => ({
      merchants: [],
      accounts: [],
      transactions: [aMeaningOf('AWAITING_DEPOSIT', 'Awaiting deposit')],
    }),
  });
  return { shell, state, user: openApp(hash) };
};

export const aStep = (
  word: string,
  place: StepPlace,
  changed: Partial<PathStep> = {},
): PathStep => ({
  word,
  place,
  at: null,
  notBefore: null,
  isExact: false,
  leastS: null,
  mostS: null,
  medianS: null,
  medianOf: 0,
  ...changed,
});

export const aKeptCopy = (changed: Partial<KeptConfirmation> = {}): KeptConfirmation => ({
  sha256: 'ab'.repeat(32),
  name: 'telex.pdf',
  bytes: 2048,
  at: AT,
  by: 'A. Ndiaye',
  sequence: 13,
  copy: 'whole',
  ...changed,
});

export const aTransaction = (changed: Partial<TransactionView> = {}): TransactionView => ({
  subject: { key: 'transaction:4711', kind: 'transaction', label: 'Transaction 4711' },
  kind: 'payout',
  kindWord: 'Payout',
  status: {
    meaning: aMeaningOf('OnOff_AWAITING_QUOTE_APPROVAL', 'Awaiting quote approval'),
    mark: 'confirmed',
    said: 'confirmed by a read',
    at: AT,
    sequence: 9,
  },
  permits: ['approve_quote', 'cancel'],
  source: aParty(7, 'Acme Exports Ltd'),
  target: aParty(8, ARABIC),
  account: { number: '70', name: 'Okafor Trading', detail: 'GTBank ···· 6621' },
  toAmount: '100000.0',
  toCurrency: 'USD',
  toMark: 'confirmed',
  fromAmount: '101250.00',
  fromCurrency: 'USDC (ERC-20)',
  fromMark: 'confirmed',
  rate: { text: '1.0125', isExact: true, aboveIndicative: '0.4' },
  path: [
    aStep('Pending', 'done', { at: AT, isExact: true, leastS: 60, mostS: 60 }),
    aStep('Quote', 'now', { at: AT, isExact: true, medianS: 2400, medianOf: 12 }),
    aStep('Deposit', 'ahead'),
    aStep('In progress', 'ahead'),
    aStep('Completed', 'ahead'),
  ],
  misfits: [],
  instructions: [],
  documents: [],
  confirmation: {
    status: null,
    readAt: null,
    readSequence: null,
    failed: '',
    document: null,
    kept: [],
  },
  readAt: AT,
  canRead: true,
  ...changed,
});

/** The window at a transaction's page. */
export const openTransaction = (
  changed: Partial<TransactionView> = {},
  answers: Partial<Answers> = {},
) =>
  openMerchant('#/transaction/4711', {
    get_transaction: () => aTransaction(changed),
    subject_facts: () => someFacts(),
    ...answers,
  });
