// The way in, gaps and reconciliation as the Rust side tells them, for tests.

import type { GapClosing } from '../ipc/bindings/GapClosing';
import type { GapsPage } from '../ipc/bindings/GapsPage';
import type { GapView } from '../ipc/bindings/GapView';
import type { HostKeyView } from '../ipc/bindings/HostKeyView';
import type { ReconciliationView } from '../ipc/bindings/ReconciliationView';
import type { ReconcilingView } from '../ipc/bindings/ReconcilingView';
import type { WayInBadge } from '../ipc/bindings/WayInBadge';
import type { WayInSeen } from '../ipc/bindings/WayInSeen';
import type { WayInSetup } from '../ipc/bindings/WayInSetup';
import type { WayInView } from '../ipc/bindings/WayInView';

export const aBadge = (changed: Partial<WayInBadge> = {}): WayInBadge => ({
  state: 'not_set_up',
  since: null,
  lastProof: null,
  proofBy: null,
  unprovenSince: null,
  reason: null,
  nextTry: null,
  attempt: 0,
  reconciling: null,
  ...changed,
});

export const secondsAgo = (seconds: number): string =>
  new Date(Date.now() - seconds * 1000).toISOString();

export const SSH: WayInSetup = {
  provider: 'ssh',
  host: 'hooks.example.com',
  port: 22,
  user: 'webhooks',
  listenPort: 4022,
  publicUrl: 'https://hooks.example.com',
};

export const KEY_LINE =
  'restrict,port-forwarding,permitlisten="127.0.0.1:4022",permitopen="127.0.0.1:1",' +
  'command="/bin/false" ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAA partner-console';
const SECRET_PATH = '/hooks/8c1d0f2ab6';
export const PLATFORM_URL = `https://hooks.example.com${SECRET_PATH}`;

export const aHostKey = (fingerprint = 'SHA256:one1'): HostKeyView => ({
  algorithm: 'ssh-ed25519',
  fingerprint,
});

export const seenSince = (changed: Partial<WayInSeen> = {}): WayInSeen => ({
  since: '2026-01-05T08:00:00.000Z',
  verified: 0,
  wrongHash: 0,
  fieldSet: 0,
  notChecked: 0,
  malformed: 0,
  answered401: 0,
  turnedAway: 0,
  isWhole: true,
  first: null,
  firstVerified: null,
  ...changed,
});

const CHOICES: WayInView['choices'] = (['ssh', 'ngrok', 'command', 'own_url'] as const).map(
  (provider) => ({ provider, readers: [`Who runs ${provider} can read and alter what comes.`] }),
);

/** Nothing is set up. */
export const aWayIn = (changed: Partial<WayInView> = {}): WayInView => ({
  badge: aBadge(),
  choices: CHOICES,
  whyNot: null,
  setup: null,
  on: false,
  platformUrl: null,
  isUrlLasting: true,
  isUrlSet: false,
  localAddress: '127.0.0.1:40217',
  isLocalAddressFixed: false,
  key: 'absent',
  authorizedKeysLine: null,
  hostKeyPinned: null,
  hostKeySeen: null,
  token: 'absent',
  secretDetail: '',
  seen: seenSince(),
  history: [],
  ...changed,
});

export const reachable = (): WayInBadge =>
  aBadge({
    state: 'reachable',
    since: secondsAgo(400),
    lastProof: secondsAgo(12),
    proofBy: 'canary',
  });

/** Proven, and not where the platform is known to send to. */
export const elsewhere = (): WayInBadge => ({ ...reachable(), state: 'reachable_elsewhere' });

export const anSshWay = (changed: Partial<WayInView> = {}): WayInView =>
  aWayIn({
    badge: reachable(),
    setup: SSH,
    on: true,
    platformUrl: PLATFORM_URL,
    key: 'stored',
    authorizedKeysLine: KEY_LINE,
    hostKeyPinned: aHostKey(),
    ...changed,
  });

export const failing = (
  code: string,
  detail: string,
  changed: Partial<WayInBadge> = {},
): WayInBadge =>
  aBadge({
    state: 'failing',
    since: secondsAgo(30),
    unprovenSince: secondsAgo(30),
    reason: { code, detail, waitsForPerson: false },
    ...changed,
  });

export const aClosing = (changed: Partial<GapClosing> = {}): GapClosing => ({
  sequence: 77,
  at: '2026-01-05T09:20:00.000Z',
  by: null,
  from: '2026-01-05T08:40:00.000Z',
  calls: 6,
  objects: 212,
  missed: 0,
  ...changed,
});

export const aGap = (changed: Partial<GapView> = {}): GapView => ({
  from: '2026-01-05T08:40:00.000Z',
  until: '2026-01-05T08:52:00.000Z',
  causes: ['not_proven'],
  details: ['the server does not answer any more'],
  closedBy: null,
  ...changed,
});

export const gapsPage = (gaps: GapView[] = [], changed: Partial<GapsPage> = {}): GapsPage => ({
  gaps,
  next: null,
  open: gaps.filter(({ closedBy }) => closedBy === null).length,
  total: gaps.length,
  ...changed,
});

export const aReconciling = (changed: Partial<ReconcilingView> = {}): ReconcilingView => ({
  from: '2026-01-05T08:40:00.000Z',
  started: '2026-01-05T09:00:00.000Z',
  step: 'List payouts',
  stepsDone: 1,
  steps: 6,
  calls: 4,
  objects: 120,
  missed: 0,
  goesOn: false,
  isBackground: false,
  ...changed,
});

export const aReconciliation = (changed: Partial<ReconciliationView> = {}): ReconciliationView => ({
  now: null,
  last: null,
  whyNot: null,
  ...changed,
});

/** What every console answers of it while a test is about something else. */
export const NOTHING_OF_WAY_IN = {
  list_gaps: () => gapsPage(),
  get_reconciliation: () => aReconciliation(),
  get_way_in: () => aWayIn(),
};
