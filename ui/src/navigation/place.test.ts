// Addresses and typed subjects.

import { expect, it } from 'vitest';
import { NOT_NARROWED } from './narrowed';
import { fromHash, type Place, TIMELINE, toHash } from './place';
import { readSubject, subjectLabel } from './subject';

it('every place reads back from its address', () => {
  const places: Place[] = [
    TIMELINE,
    { at: 'timeline', subject: 'transaction:7', show: 'refused' },
    { at: 'timeline', subject: 'merchant:7', show: 'all', only: 'people' },
    { at: 'timeline', subject: null, show: 'all', only: 'reads' },
    { at: 'deliveries', show: 'verified' },
    {
      at: 'deliveries',
      show: 'refused',
      narrowed: {
        verdicts: ['refused_hash', 'refused_json'],
        events: ['none', 'BusinessStatusChanged'],
        subject: 'transaction:7',
        span: { since: '2026-01-05T09:00:00.000Z', until: null },
        alarmsOnly: true,
      },
    },
    { at: 'deliveries', show: 'all', narrowed: { ...NOT_NARROWED, span: 'today' } },
    { at: 'cards', card: null },
    { at: 'cards', card: 'field_set:id,status/amount' },
    { at: 'delivery', sequence: 41 },
    { at: 'observation', sequence: 42 },
    { at: 'audit' },
    { at: 'settings', section: 'field-sets' },
    { at: 'settings', section: 'api' },
    { at: 'settings', section: 'api', operation: 'get_payout' },
    { at: 'connect' },
    { at: 'action', action: '0b3c1a52-9d1e-4f6a-8c77-1f2e3d4c5b01' },
    { at: 'merchants' },
    { at: 'merchants', status: 'ON HOLD/2' },
    { at: 'board' },
    { at: 'accounts' },
    { at: 'accounts', owner: '7' },
    { at: 'transactions' },
    { at: 'transactions', only: { kind: 'end_to_end', status: 'ON HOLD/2' } },
    { at: 'transactions', only: { merchant: '7', account: '8' } },
    { at: 'transaction', number: '4711' },
    { at: 'merchant', number: '7' },
    { at: 'account', number: '18446744073709551615' },
    { at: 'onboarding', number: '7' },
    { at: 'merchant-form', number: null },
    { at: 'merchant-form', number: '7' },
    { at: 'account-form', number: null, owner: '7' },
    { at: 'account-form', number: '7', owner: null },
    { at: 'transaction-form', kind: null, merchant: null, account: null },
    { at: 'transaction-form', kind: 'end_to_end', merchant: '7', account: '12' },
  ];
  expect(places.map((place) => fromHash(toHash(place)))).toEqual(places);
});

it('an address that is none leads to the timeline', () => {
  for (const hash of ['', '#', '#/nowhere', '#/delivery/x', '#/delivery/-1', '#/observation/x']) {
    expect(fromHash(hash)).toEqual(TIMELINE);
  }
});

it('what can’t be read in an address narrows nothing', () => {
  const place = fromHash('#/deliveries/all?verdict=%3Cb%3E&subject=desk&since=soon&span=year');
  expect(place).toEqual({ at: 'deliveries', show: 'all', narrowed: NOT_NARROWED });
});

it('a subject is read as people type it, and nothing else is', () => {
  expect(readSubject('transaction 7')).toBe('transaction:7');
  expect(readSubject(' Account:12 ')).toBe('account:12');
  expect(readSubject('receiver account 12')).toBe('account:12');
  expect(readSubject('merchant #3')).toBe('merchant:3');
  for (const typed of ['', '7', 'transaction', 'transaction 07', 'desk 7', 'transaction -1']) {
    expect(readSubject(typed)).toBeNull();
  }
  expect(subjectLabel('account:12')).toBe('Receiver account 12');
});
