// What the Rust side tells of policies and operators, for tests.

import type { LockView } from '../ipc/bindings/LockView';
import type { OperatorsView } from '../ipc/bindings/OperatorsView';
import type { OperatorView } from '../ipc/bindings/OperatorView';
import type { PolicyText } from '../ipc/bindings/PolicyText';
import type { PolicyView } from '../ipc/bindings/PolicyView';

const AT = '2026-01-05T09:00:00.000Z';
const ADA = 'ada0'.repeat(16);
export const BISI = 'b151'.repeat(16);

export const aPolicy = (changed: Partial<PolicyText> = {}): PolicyText => ({
  staffing: 'two_or_more',
  limits: [{ currency: 'USDC (ERC-20)', one: '100000.000000000000000001', day: '' }],
  selfApproval: false,
  expiresAfterMinutes: 15,
  typing: true,
  ...changed,
});

export const aPolicyView = (changed: Partial<PolicyView> = {}): PolicyView => ({
  inForce: { policy: aPolicy(), entry: 12, at: AT, by: 'Ada' },
  damaged: null,
  proposal: null,
  changes: [],
  history: [{ entry: 12, at: AT, by: 'Ada', what: 'The approval policy: …', isSigned: true }],
  operators: 2,
  ...changed,
});

const anOperator = (changed: Partial<OperatorView> = {}): OperatorView => ({
  name: 'Ada',
  key: ADA,
  since: AT,
  entry: 9,
  by: null,
  isHere: true,
  isUnlocked: true,
  ...changed,
});

export const someOperators = (changed: Partial<OperatorsView> = {}): OperatorsView => ({
  operators: [anOperator(), anOperator({ name: 'Bisi', key: BISI, isUnlocked: false })],
  proposals: [],
  takesTwo: true,
  damaged: null,
  ...changed,
});

export const aLock = (changed: Partial<LockView> = {}): LockView => ({
  state: 'unlocked',
  holders: [
    { name: 'Ada', key: ADA },
    { name: 'Bisi', key: BISI },
  ],
  unlocked: ADA,
  afterMinutes: 10,
  ...changed,
});
