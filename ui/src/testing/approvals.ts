// The desk and approvals as the Rust side sends them, and a shell that has them.

import type { ApprovalView } from '../ipc/bindings/ApprovalView';
import type { DeskItemView } from '../ipc/bindings/DeskItemView';
import type { DeskView } from '../ipc/bindings/DeskView';
import { type Answers, fakeShell } from './fakeShell';
import { aProfile, aStatus } from './fixtures';

const AT = '2026-01-05T09:00:00.000Z';
const ID = '0b3c1a52-9d1e-4f6a-8c77-1f2e3d4c5b0';

const ofTransaction = (number: number) => ({
  key: `transaction:${number}`,
  kind: 'transaction' as const,
  label: `Transaction ${number}`,
});

export const aDeskItem = (number: number, changed: Partial<DeskItemView> = {}): DeskItemView => ({
  id: `approve-quote-transaction:${number}`,
  kind: 'approve_quote',
  label: 'Approve quote',
  subject: ofTransaction(number),
  transaction: 'payout',
  merchant: { key: 'merchant:7', number: '7', name: 'Adaeze Trading Ltd' },
  account: { key: 'account:5', number: '5', name: 'Okafor Trading' },
  pays: { amount: '101250.000000000000000001', currency: 'USDC (ERC-20)' },
  receives: { amount: '100000.0', currency: 'USD' },
  since: AT,
  deadline: null,
  entry: 40 + number,
  what: 'Approve quote.',
  confirmedBy: null,
  card: null,
  action: null,
  postponedUntil: null,
  lookedAt: null,
  ...changed,
});

export const aDesk = (items: DeskItemView[], changed: Partial<DeskView> = {}): DeskView => ({
  items,
  total: items.length,
  postponed: [],
  isWhole: true,
  isFilling: false,
  filledAt: null,
  fillFailed: null,
  ...changed,
});

/** Read just now: what is shown counts. */
export const anApproval = (number: number, changed: Partial<ApprovalView> = {}): ApprovalView => ({
  id: `${ID}${number}`,
  action: 'approve_quote',
  subject: ofTransaction(number),
  kind: 'payout',
  status: 'OnOff_AWAITING_QUOTE_APPROVAL',
  statusWord: 'Awaiting quote approval',
  shown: { entries: [51, 52, 53], hash: 'ab'.repeat(32) },
  reads: (['transaction', 'account', 'merchant'] as const).map((of, index) => ({
    of,
    entry: 51 + index,
    at: new Date().toISOString(),
  })),
  pays: { amount: '101250.000000000000000001', currency: 'USDC (ERC-20)' },
  receives: { amount: '100000.0', currency: 'USD' },
  rate: '1.01250000000000000000001',
  rateIsExact: true,
  aboveIndicative: '0.4',
  merchant: { key: 'merchant:7', number: '7', name: 'Adaeze Trading Ltd' },
  kyc: 'Approved',
  kycIsValid: true,
  account: { key: 'account:5', number: '5', name: 'Okafor Trading' },
  accountStatus: 'Active',
  accountIsActive: true,
  details: [{ label: 'Account number', text: '0012346621', isMasked: true }],
  detailsChanged: null,
  announced: {
    entry: 50,
    at: AT,
    status: 'OnOff_AWAITING_QUOTE_APPROVAL',
    mark: 'hash_matches',
    reason: 'The hash matches.',
  },
  expires: null,
  isSigned: true,
  deposit: null,
  typed: {
    kind: 'last_four',
    words: 'the last four characters of the receiver account',
    from: null,
    isDeposit: false,
  },
  demand: 'alone',
  demandWhy: [],
  confirmed: null,
  putOff: null,
  countsForMinutes: 15,
  frozen: [],
  notPermitted: [],
  warnings: [],
  cancelReasons: ['DUPLICATE', 'OTHER'],
  facts: [
    {
      of: 'transaction',
      name: 'fromAmount',
      label: 'From amount',
      json: '"101250.000000000000000001"',
    },
  ],
  ...changed,
});

/** A shell with these on its desk; what is opened is `approval`, changed as the test wants. */
export const deskShell = (
  items: DeskItemView[],
  approval: Partial<ApprovalView> = {},
  answers: Partial<Answers> = {},
) => {
  const state = { desk: aDesk(items) };
  const shell = fakeShell({
    console_status: () => aStatus(aProfile({ desk: state.desk.items.length })),
    list_desk: () => state.desk,
    fill_desk: () => ({ ...state.desk, isFilling: true }),
    open_approval: ({ subject }) => anApproval(Number(subject.split(':')[1]), approval),
    get_action: () => ({ action: null }),
    ...answers,
  });
  return { shell, state };
};
