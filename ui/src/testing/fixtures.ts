// Views as the Rust side sends them, for tests.

import type { ConsoleStatus } from '../ipc/bindings/ConsoleStatus';
import type { DeliveryView } from '../ipc/bindings/DeliveryView';
import type { ProfileSettings } from '../ipc/bindings/ProfileSettings';
import type { ProfileStatus } from '../ipc/bindings/ProfileStatus';
import type { ProfileView } from '../ipc/bindings/ProfileView';
import type { SecretKind } from '../ipc/bindings/SecretKind';
import type { SecretsView } from '../ipc/bindings/SecretsView';
import type { SecretView } from '../ipc/bindings/SecretView';
import type { TimelineRow } from '../ipc/bindings/TimelineRow';
import type { VerdictView } from '../ipc/bindings/VerdictView';
import { aBadge } from './wayIn';

export const aProfile = (changed: Partial<ProfileStatus> = {}): ProfileStatus => ({
  name: 'simulator',
  title: 'Simulator',
  environment: 'simulator',
  key: 'current',
  cards: 0,
  desk: 0,
  testUntil: null,
  receiver: {
    state: 'listening',
    detail: 'Listening on this machine.',
    localUrl: 'http://127.0.0.1:40217/hooks/8c1d0f2ab6',
    lastDelivery: null,
    lastVerified: null,
    verified: 0,
    refused: 3,
    turnedAway: 0,
    wrongPath: 0,
    unavailable: 0,
  },
  api: {
    state: 'reachable',
    detail: 'The last call was answered.',
    at: '2026-01-05T09:00:00.000Z',
    roundTripMs: 84,
    clockOffsetMs: 120,
  },
  ledger: { state: 'good', detail: '', entries: 48211, checkedAt: null },
  simulator: { state: 'running', detail: 'Sending.', isPaused: false },
  wayIn: aBadge({ state: 'not_needed' }),
  ...changed,
});

export const aProfileView = (changed: Partial<ProfileView> = {}): ProfileView => ({
  name: 'simulator',
  title: 'Simulator',
  environment: 'simulator',
  state: 'receiving',
  detail: 'It takes deliveries.',
  cards: 0,
  desk: 0,
  lastDelivery: null,
  wayIn: 'not_needed',
  ...changed,
});

export const aStatus = (
  open: ProfileStatus | null = aProfile(),
  changed: Partial<ConsoleStatus> = {},
): ConsoleStatus => ({
  version: '0.1.0',
  profiles: open
    ? [aProfileView({ name: open.name, title: open.title, environment: open.environment })]
    : [],
  open,
  keyring: { state: 'available', detail: 'It keeps secrets.', help: [], at: null },
  operator: 'A. Ndiaye',
  mode: 'operator',
  lock: { state: 'none', holders: [], unlocked: null, afterMinutes: 10 },
  ...changed,
});

export const someSettings = (changed: Partial<ProfileSettings> = {}): ProfileSettings => ({
  name: 'acme',
  title: 'Acme Ltd',
  environment: 'live',
  enabled: true,
  listen: '',
  localUrl: 'http://127.0.0.1:40217/hooks/8c1d0f2ab6',
  answer200WhenStored: false,
  folder: '/data/acme',
  server: {
    baseUrl: 'https://partners-api.service.cedar.money/bpapi',
    origin: 'https://partners-api.service.cedar.money',
    isLive: true,
    canChange: true,
    credentials: 'absent',
    credentialsDetail: 'There are none.',
    credentialsOrigin: null,
  },
  ...changed,
});

export const aSecret = (kind: SecretKind, changed: Partial<SecretView> = {}): SecretView => ({
  kind,
  state: 'absent',
  detail: '',
  keyId: null,
  since: null,
  strength: null,
  lastUsed: null,
  isLastUsedKnown: true,
  ...changed,
});

export const someSecrets = (current: Partial<SecretView> = {}): SecretsView => ({
  secrets: [
    aSecret('api_credentials'),
    aSecret('webhook_current', current),
    aSecret('webhook_previous'),
  ],
  history: [],
});

export const aRow = (sequence: number, changed: Partial<TimelineRow> = {}): TimelineRow => ({
  sequence,
  kind: 'delivery',
  at: '2026-01-05T09:00:00.000Z',
  mark: 'hash_matches',
  word: 'hash matches',
  title: 'BusinessRequestStatusChanged',
  eventCovered: false,
  subjects: [{ key: 'transaction:7', kind: 'transaction', label: 'Transaction 7' }],
  resolved: true,
  status: 'OnOff_COMPLETED',
  covers: ['id', 'status'],
  reason: 'The hash is good.',
  verdict: 'verified',
  repeatOf: null,
  alarm: false,
  requestUuid: 'fa8ff1ec-0b62-4a7e-9d15-3f0f6f6f0001',
  isTest: false,
  by: null,
  words: null,
  about: null,
  damage: null,
  read: null,
  call: null,
  action: null,
  ...changed,
});

export const aRefusedRow = (sequence: number): TimelineRow =>
  aRow(sequence, {
    mark: 'refused',
    word: 'refused',
    subjects: [],
    resolved: false,
    status: null,
    covers: [],
    reason: 'The hash in the header is another one.',
    verdict: 'refused_hash',
  });

export const rowsFrom = (newest: number, howMany: number): TimelineRow[] =>
  Array.from({ length: howMany }, (_, index) => aRow(newest - index));

export const aVerdict = (changed: Partial<VerdictView> = {}): VerdictView => ({
  sequence: 42,
  at: '2026-01-05T09:00:00.000Z',
  code: 'verified',
  mark: 'hash_matches',
  word: 'hash matches, covers id, status',
  sentence: 'The covered fields are the sender’s.',
  answer: 200,
  steps: [
    { name: 'headers', label: 'Headers', outcome: 'passed', detail: 'One list and one hash.' },
    { name: 'hash', label: 'SHA-256', outcome: 'passed', detail: 'Equal, in constant time.' },
  ],
  covered: [
    { name: 'id', token: '7', text: '7', weak: false },
    { name: 'status', token: '"OnOff_COMPLETED"', text: 'OnOff_COMPLETED', weak: false },
  ],
  uncovered: [{ name: 'amount', token: '"100000.0"', text: null, weak: false }],
  key: 'webhook secret, key 3fa9c2d1 (current)',
  textRule: 'String(value)',
  alarms: [],
  firstSeen: null,
  ...changed,
});

export const aDelivery = (changed: Partial<DeliveryView> = {}): DeliveryView => ({
  row: aRow(41),
  peer: '127.0.0.1:41822',
  bodyBytes: 57,
  segments: [
    { text: '{"id":', covered: false, field: null, escaped: false },
    { text: '7', covered: true, field: 'id', escaped: false },
    { text: ',"status":', covered: false, field: null, escaped: false },
    { text: '"OnOff_COMPLETED"', covered: true, field: 'status', escaped: false },
    { text: ',"amount":', covered: false, field: null, escaped: false },
    { text: '"100000.0"', covered: false, field: 'amount', escaped: false },
    { text: '}', covered: false, field: null, escaped: false },
  ],
  bodyHex: '7b226964223a377d',
  headers: [{ name: 'x-webhook-security-fields', value: 'id,status' }],
  verdicts: [aVerdict()],
  notes: [],
  leafHash: '9c1f5ab2d0e34c7788b1a6f2e5d4c3b2a1908f7e6d5c4b3a29181706f5e4d3c2',
  ...changed,
});
