// The words of an approval: what is done to which kind, by what its button says.

import { grouped } from '../../format/money';
import type { ApprovalView } from '../../ipc/bindings/ApprovalView';
import type { Environment } from '../../ipc/bindings/Environment';
import type { FactOf } from '../../ipc/bindings/FactOf';
import type { MoneyView } from '../../ipc/bindings/MoneyView';
import type { TransactionAction } from '../../ipc/bindings/TransactionAction';
import type { TransactionKind } from '../../ipc/bindings/TransactionKind';

export const TRANSACTION_KINDS: Record<TransactionKind, string> = {
  payout: 'Payout',
  end_to_end: 'End to end',
  collection: 'Collection',
};

export const TITLES: Record<TransactionAction, string> = {
  approve_quote: 'Approve quote',
  approve_deposit: 'Confirm deposit',
  cancel: 'Cancel transaction',
};

export const WHOSE: Record<FactOf, string> = {
  transaction: 'Transaction',
  account: 'Receiver account',
  merchant: 'Source merchant',
};

const ENVIRONMENT_WORDS: Record<Environment, string> = {
  live: 'LIVE',
  sandbox: 'SANDBOX',
  simulator: 'SIMULATOR',
};

/** "101,250.00 USDC (ERC-20)". */
export const moneyText = ({ amount, currency }: MoneyView): string =>
  `${grouped(amount)} ${currency}`;

/** What the one button says: what it does, to how much, where. */
export const pressWords = (view: ApprovalView, environment: Environment): string => {
  const where = ENVIRONMENT_WORDS[environment];
  const what = view.pays ? moneyText(view.pays) : view.subject.label.toLowerCase();
  if (view.action === 'cancel') {
    return `Cancel ${view.subject.label.toLowerCase()} on ${where}`;
  }
  const isFirst = view.demand === 'first';
  if (view.action === 'approve_deposit') {
    return isFirst
      ? `Confirm the deposit of ${what} as the first of two on ${where}`
      : `Approve the deposit of ${what} on ${where}`;
  }
  return isFirst
    ? `Confirm ${what} as the first of two on ${where}`
    : `Approve ${what} on ${where}`;
};

/** A value as people read it: a text without its quotes, anything else as its JSON. */
export const plain = (json: string): string => {
  try {
    const value: unknown = JSON.parse(json);
    return typeof value === 'string' ? value : json;
  } catch {
    return json;
  }
};
