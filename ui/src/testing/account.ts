// What the Rust side tells of a receiver account and its form, for tests.

import type { DetailsChangeView } from '../ipc/bindings/DetailsChangeView';
import type { FactView } from '../ipc/bindings/FactView';
import type { ReferenceListView } from '../ipc/bindings/ReferenceListView';
import type { StatusMeaning } from '../ipc/bindings/StatusMeaning';
import { aFact, someFacts } from './api';
import type { Answers } from './fakeShell';
import { openMerchant } from './merchant';

const AT = '2026-01-05T09:00:00.000Z';
const MASKED = ['accountNumber', 'iban', 'routingNumber', 'walletAddress'];

/** Facts of an account by their names; null is one that the API tells as null. */
export const accountFactsOf = (values: Record<string, string | null>): FactView[] =>
  Object.entries(values).map(([name, value]) =>
    aFact({
      name,
      label: name,
      isMasked: MASKED.includes(name),
      now: { value: value ?? 'null', isText: value !== null, by: 'read', at: AT, sequence: 77 },
    }),
  );

export const BANK = {
  businessId: '3',
  status: 'ACTIVE',
  nameOnAccount: 'Okafor Trading',
  currencySymbol: 'EUR',
  bankName: 'Delta Bank',
  swiftCode: 'DEUTDEFF',
  accountNumber: '0532013000',
  iban: 'DE89370400440532013000',
  routingNumber: null,
  country: 'DE',
  city: 'Berlin',
  invoiceUrl: 'https://files.example/i.pdf',
};

export const aMeaning = (changed: Partial<StatusMeaning> = {}): StatusMeaning => ({
  status: 'ACTIVE',
  word: 'Active',
  isKnown: true,
  meaning: 'Approved: it can be paid to.',
  next: null,
  needs: 'nobody',
  maySubmit: false,
  mayEdit: true,
  mayBeUsed: true,
  ...changed,
});

export const aChange = (changed: Partial<DetailsChangeView> = {}): DetailsChangeView => ({
  sequence: 61,
  at: AT,
  action: '0b3c1a52-9d1e-4f6a-8c77-1f2e3d4c5b01',
  by: 'A. Ndiaye',
  shownBy: 60,
  fields: [
    {
      name: 'accountNumber',
      label: 'account number',
      isMasked: true,
      before: '0001234567',
      after: '0532013000',
    },
    { name: 'bankName', label: 'bank name', isMasked: false, before: null, after: 'Delta Bank' },
  ],
  ...changed,
});

export const aList = (
  entries: [code: string | null, name: string, network?: string][],
  changed: Partial<ReferenceListView> = {},
): ReferenceListView => ({
  source: 'api',
  entries: entries.map(([code, name, network]) => ({
    code,
    name,
    network: network ?? null,
    json: '{}',
  })),
  readAt: new Date().toISOString(),
  sequence: 9,
  detail: 'Cedar’s own list.',
  canRead: true,
  ...changed,
});

/** The window at a place of a receiver account. */
export const openAccount = (hash: string, answers: Partial<Answers> = {}, drafts = new Map()) =>
  openMerchant(
    hash,
    {
      subject_facts: ({ subject }) =>
        subject.startsWith('account:')
          ? someFacts(accountFactsOf(BANK))
          : someFacts(accountFactsOf({ legalName: 'Okafor Trading Ltd' })),
      status_meanings: () => ({ merchants: [], accounts: [aMeaning()], transactions: [] }),
      list_details_changes: () => ({ changes: [] }),
      list_countries: () =>
        aList([
          ['DE', 'Germany'],
          ['NG', 'Nigeria'],
          [null, 'odd'],
        ]),
      list_currencies: () =>
        aList([
          ['EUR', 'Euro'],
          ['USDC (ERC-20)', 'USD Coin', 'Ethereum (ERC-20)'],
        ]),
      ...answers,
    },
    drafts,
  );
