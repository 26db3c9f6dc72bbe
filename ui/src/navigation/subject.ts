// Reads a subject as people type it: "transaction 7", "Account:12"; says where it leads.

import type { Place } from './place';

const KINDS: Record<string, string> = {
  transaction: 'transaction',
  payout: 'transaction',
  merchant: 'merchant',
  business: 'merchant',
  account: 'account',
  'receiver account': 'account',
};

const LABELS: Record<string, string> = {
  transaction: 'Transaction',
  merchant: 'Merchant',
  account: 'Receiver account',
};

export const readSubject = (typed: string): string | null => {
  const found = /^([a-z]+(?: [a-z]+)?)\s*[:# ]\s*([1-9][0-9]{0,15})$/.exec(
    typed.trim().toLowerCase(),
  );
  const kind = KINDS[found?.[1] ?? ''];
  return kind && found?.[2] ? `${kind}:${found[2]}` : null;
};

export const subjectLabel = (key: string): string => {
  const [kind = '', number = ''] = key.split(':');
  return `${LABELS[kind] ?? kind} ${number}`;
};

/** Where a link to a subject leads: a transaction's page, or a timeline. */
export const placeOfSubject = (key: string): Place => {
  const [kind, number] = key.split(':');
  return kind === 'transaction' && number
    ? { at: 'transaction', number }
    : { at: 'timeline', subject: key, show: 'all' };
};
