// What the Rust side tells of merchants, forms and actions, for tests.

import type { ActionView } from '../ipc/bindings/ActionView';
import type { CatalogAge } from '../ipc/bindings/CatalogAge';
import type { DetailsChecked } from '../ipc/bindings/DetailsChecked';
import type { DraftView } from '../ipc/bindings/DraftView';
import type { FoundDraft } from '../ipc/bindings/FoundDraft';
import type { MerchantStatus } from '../ipc/bindings/MerchantStatus';
import type { MerchantView } from '../ipc/bindings/MerchantView';
import type { ReferenceListView } from '../ipc/bindings/ReferenceListView';
import type { RequestReview } from '../ipc/bindings/RequestReview';
import type { ReviewAction } from '../ipc/bindings/ReviewAction';
import { aServer, someFacts } from './api';
import { type Answers, fakeShell, openWindow } from './fakeShell';
import { aProfile, aStatus, someSettings } from './fixtures';

const AT = '2026-01-05T09:00:00.000Z';

export const anAction = (changed: Partial<ActionView> = {}): ActionView => ({
  action: '0b3c1a52-9d1e-4f6a-8c77-1f2e3d4c5b01',
  operation: 'create_merchant',
  label: 'Create merchant',
  object: { key: 'merchant:100', kind: 'merchant', label: 'Merchant 100' },
  by: 'A. Ndiaye',
  at: AT,
  sequence: 41,
  state: 'done',
  knownBy: 'answer',
  outcome: 44,
  observation: 43,
  detail: 'The partner took it.',
  refusal: null,
  candidates: [],
  mayBeDenied: false,
  mayBeAffirmed: false,
  ...changed,
});

export const aMerchantStatus = (changed: Partial<MerchantStatus> = {}): MerchantStatus => ({
  status: 'NEW',
  word: 'New',
  meaning: 'Made, and not given to compliance yet: onboarding can be submitted.',
  next: 'Submit the onboarding.',
  mark: 'confirmed',
  said: 'confirmed',
  at: AT,
  sequence: 12,
  since: AT,
  sinceIsExact: false,
  maySubmit: true,
  mayTransact: false,
  waitsForCedar: false,
  ...changed,
});

export const aMerchant = (changed: Partial<MerchantView> = {}): MerchantView => ({
  subject: { key: 'merchant:7', kind: 'merchant', label: 'Merchant 7' },
  legalName: 'Adaeze Trading Ltd',
  tradingName: null,
  status: aMerchantStatus(),
  editIsOff: null,
  ...changed,
});

export const aReview = (changed: Partial<RequestReview> = {}): RequestReview => ({
  operation: 'create_merchant',
  label: 'Create merchant',
  method: 'POST',
  origin: 'http://127.0.0.1:4000',
  path: '/bpapi/v1/business/',
  body: '{"legalName":"Adaeze Trading Ltd"}',
  grade: 'observed',
  isOverride: false,
  confirmedAt: null,
  changes: [],
  environment: 'simulator',
  secondPerson: null,
  ...changed,
});

const anAge = (): CatalogAge => ({
  filledAt: AT,
  doing: 'idle',
  filling: null,
  behind: 0,
  merchants: 50_000,
  accounts: 0,
  transactions: 0,
  failed: null,
  detail: 'It holds what the API listed then.',
  canRefresh: true,
});

const someCountries = (): ReferenceListView => ({
  entries: [
    ['DE', 'Germany'],
    ['NG', 'Nigeria'],
    ['NI', 'Nicaragua'],
  ].map(([code = null, name = null]) => ({ code, name, network: null, json: '{}' })),
  source: 'api',
  readAt: AT,
  sequence: 9,
  detail: 'As Cedar listed them.',
  canRead: false,
});

/** A shell that keeps drafts and checks as little as a form needs. */
export const openMerchant = (hash: string, answers: Partial<Answers> = {}, drafts = new Map()) => {
  const kept: Map<string, DraftView> = drafts;
  const reviewed: ReviewAction[] = [];
  const shell = fakeShell({
    console_status: () =>
      aStatus(aProfile({ name: 'acme', title: 'Acme', environment: 'simulator' })),
    profile_settings: () => someSettings({ server: aServer() }),
    list_open_actions: () => ({ actions: [] }),
    list_drafts: () => ({ drafts: [] }),
    list_timeline: () => ({ rows: [], next: null, entries: 0 }),
    merchant_words: () => ({ industries: ['TECHNOLOGY', 'FOOD_HOSPITALITY'] }),
    find_duplicates: () => ({
      possible: [],
      more: false,
      lookedThrough: 50_000,
      filledAt: AT,
    }),
    list_accounts: () => ({
      rows: [],
      next: null,
      counts: [],
      currencies: [],
      age: anAge(),
    }),
    list_transactions: () => ({
      rows: [],
      next: null,
      counts: [],
      currencies: [],
      age: anAge(),
    }),
    list_countries: () => someCountries(),
    refresh_list: () => someCountries(),
    get_merchant: () => aMerchant(),
    subject_facts: () => someFacts(),
    get_action: () => ({ action: null }),
    get_draft: ({ key }): FoundDraft => ({ draft: kept.get(key) ?? null, problem: null }),
    save_draft: ({ key, form }) => {
      kept.set(key, { form, savedAt: AT });
      return { savedAt: AT };
    },
    discard_draft: ({ key }) => {
      kept.delete(key);
      return { drafts: [] };
    },
    check_details: ({ fields }): DetailsChecked => {
      const isEmpty = (text: string) => text.trim() === '';
      const legalName = fields.find(({ name }) => name === 'legalName');
      return {
        findings: isEmpty(legalName?.text ?? '')
          ? [
              {
                field: 'legalName',
                level: 'error',
                words: 'This is needed. Fill it in.',
                isMissing: true,
              },
            ]
          : [],
        toSend: fields
          .filter(({ text }) => !isEmpty(text))
          .map(({ name, text }) => ({ field: name, value: text.trim(), differs: false })),
        mayBeSent: true,
        notChecked: [],
      };
    },
    review_action: (request) => {
      reviewed.push(request);
      return aReview();
    },
    ...answers,
  });
  return { shell, kept, reviewed, ...openWindow(hash) };
};
