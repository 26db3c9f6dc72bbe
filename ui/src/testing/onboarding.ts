// What the Rust side tells of an onboarding, for tests: documents, agreements, where it stands.

import { vi } from 'vitest';
import type { ActionView } from '../ipc/bindings/ActionView';
import type { AgreementsView } from '../ipc/bindings/AgreementsView';
import type { AgreementView } from '../ipc/bindings/AgreementView';
import type { DocumentView } from '../ipc/bindings/DocumentView';
import type { MerchantView } from '../ipc/bindings/MerchantView';
import type { OnboardingView } from '../ipc/bindings/OnboardingView';
import type { PastAction } from '../ipc/bindings/PastAction';
import { type Answers, fakeShell, openApp } from './fakeShell';
import { aProfile, aStatus } from './fixtures';

const AT = '2026-01-05T09:00:00.000Z';
export const SHA = 'a'.repeat(64);

export const aPast = (changed: Partial<PastAction> = {}): PastAction => ({
  action: '0b3c1a52-9d1e-4f6a-8c77-1f2e3d4c5b01',
  sequence: 12,
  at: AT,
  by: 'A. Ndiaye',
  state: 'done',
  knownBy: 'answer',
  knownAt: AT,
  outcome: 14,
  detail: 'The partner took it.',
  ...changed,
});

export const aDocument = (changed: Partial<DocumentView> = {}): DocumentView => ({
  sha256: SHA,
  name: 'articles.pdf',
  mediaType: 'application/pdf',
  bytes: 4200,
  purpose: 'Articles',
  url: { url: 'https://f.example/1', at: AT, age: 'fresh', detail: 'It holds about 7 days.' },
  copy: 'whole',
  uploads: [{ past: aPast(), purpose: 'Articles', url: 'https://f.example/1' }],
  ...changed,
});

export const anAgreement = (changed: Partial<AgreementView> = {}): AgreementView => ({
  title: 'Terms of service',
  version: '1.0',
  link: { url: 'https://a.example/terms', host: 'a.example', mayOpen: true },
  text: 'Be good.',
  isAccepted: false,
  further: [{ name: 'extra', json: '1E2' }],
  json: '{"id":1,"title":"Terms of service","version":"1.0"}',
  ...changed,
});

export const someAgreements = (changed: Partial<AgreementsView> = {}): AgreementsView => ({
  agreements: [anAgreement()],
  readAt: AT,
  readSequence: 9,
  failed: '',
  allAccepted: false,
  acceptances: [],
  ...changed,
});

export const aMerchant = (status = 'NEW', changed: Partial<MerchantView> = {}): MerchantView => ({
  subject: { key: 'merchant:7', kind: 'merchant', label: 'Merchant 7' },
  legalName: 'Bisi Ltd',
  tradingName: null,
  status: {
    status,
    word: status,
    meaning: 'What it means.',
    next: 'Submit the onboarding.',
    mark: 'confirmed',
    said: 'confirmed',
    at: AT,
    sequence: 9,
    since: AT,
    sinceIsExact: true,
    maySubmit: status === 'NEW',
    mayTransact: false,
    waitsForCedar: status !== 'NEW',
  },
  editIsOff: null,
  ...changed,
});

export const anOnboarding = (changed: Partial<OnboardingView> = {}): OnboardingView => ({
  tradingName: 'Bisi',
  industry: 'TECHNOLOGY',
  maySubmit: true,
  whyNot: null,
  readiness: [
    { part: 'merchant', readiness: 'ready', detail: 'What Cedar asks for is filled in.' },
    { part: 'documents', readiness: 'missing', detail: 'None was uploaded.' },
    { part: 'agreements', readiness: 'not_known', detail: 'They were not read yet.' },
  ],
  submitted: 0,
  submissions: [],
  companyTypes: ['CORPORATION', 'PUBLIC'],
  industries: ['TECHNOLOGY', 'GAMING'],
  services: ['CROPS', 'CONSULTING_SERVICES'],
  settable: [],
  ...changed,
});

export const anAction = (changed: Partial<ActionView> = {}): ActionView => ({
  action: '0b3c1a52-9d1e-4f6a-8c77-1f2e3d4c5b01',
  operation: 'upload_file',
  label: 'Upload file',
  object: { key: 'merchant:7', kind: 'merchant', label: 'Merchant 7' },
  by: 'A. Ndiaye',
  at: AT,
  sequence: 12,
  state: 'done',
  knownBy: 'answer',
  outcome: 14,
  observation: 13,
  detail: 'The partner took it.',
  refusal: null,
  candidates: [],
  mayBeDenied: false,
  mayBeAffirmed: false,
  ...changed,
});

/** Opens the onboarding of merchant 7 with these answers in place of the usual ones. */
export const openOnboarding = (answers: Partial<Answers> = {}) => {
  const drafts = new Map<string, string>();
  const shell = fakeShell({
    console_status: () => aStatus(aProfile()),
    get_merchant: () => aMerchant(),
    get_onboarding: () => anOnboarding(),
    list_documents: () => ({ documents: [], isCut: false }),
    list_uploads: () => ({ uploads: [] }),
    list_agreements: () => someAgreements(),
    list_open_actions: () => ({ actions: [] }),
    list_drafts: () => ({ drafts: [] }),
    get_action: () => ({ action: null }),
    get_draft: ({ key }) => {
      const form = drafts.get(key);
      return { draft: form === undefined ? null : { form, savedAt: AT }, problem: null };
    },
    save_draft: ({ key, form }) => {
      drafts.set(key, form);
      return { savedAt: AT };
    },
    discard_draft: vi.fn(() => ({ drafts: [] })),
    ...answers,
  });
  return { shell, drafts, user: openApp('#/onboarding/7') };
};
