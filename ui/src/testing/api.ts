// What the Rust side tells of the API, for tests: operations, calls, connection tests, facts.

import type { CallView } from '../ipc/bindings/CallView';
import type { ConnectionStepKind } from '../ipc/bindings/ConnectionStepKind';
import type { ConnectionView } from '../ipc/bindings/ConnectionView';
import type { FactView } from '../ipc/bindings/FactView';
import type { OperationView } from '../ipc/bindings/OperationView';
import type { ServerView } from '../ipc/bindings/ServerView';
import type { StepResult } from '../ipc/bindings/StepResult';
import type { SubjectFactsView } from '../ipc/bindings/SubjectFactsView';
import { someSettings } from './fixtures';

const AT = '2026-01-05T09:00:00.000Z';
export const ORIGIN = 'https://partners-api.service.cedar.money';

export const anOperation = (changed: Partial<OperationView> = {}): OperationView => ({
  id: 'get_payout',
  label: 'Get payout',
  method: 'GET',
  path: '/v1/sendc2f/{id}',
  pathGrade: 'documented',
  methodGrade: 'documented',
  overridePath: null,
  confirmedAt: null,
  effect: 'reads',
  canCall: true,
  pathParameter: 'id',
  query: [],
  body: 'empty',
  sample: { pathValue: '4711', query: [], body: null },
  last: null,
  ...changed,
});

const NO_SAMPLE = { pathValue: null, query: [], body: null };

/** One of each kind, and enough of the rest to be as many as there are. */
export const someOperations = (): OperationView[] => {
  const some = [
    anOperation(),
    anOperation({
      id: 'list_merchants',
      label: 'List merchants',
      path: '/v1/business/',
      pathGrade: 'assumed',
      pathParameter: null,
      query: ['page', 'limit'],
      sample: {
        pathValue: null,
        query: [
          { name: 'page', value: '1' },
          { name: 'limit', value: '20' },
        ],
        body: null,
      },
      confirmedAt: AT,
      last: {
        at: AT,
        outcome: 'worked',
        status: 200,
        roundTripMs: 84,
        detail: 'It was answered.',
        sequence: 40,
      },
    }),
    anOperation({
      id: 'update_merchant',
      label: 'Update merchant',
      method: 'PUT',
      path: '/v1/business/{id}',
      pathGrade: 'assumed',
      effect: 'changes',
      canCall: false,
      body: 'json',
    }),
    anOperation({
      id: 'create_payout',
      label: 'Create payout',
      method: 'POST',
      path: '/v1/sendc2f/',
      effect: 'moves_money',
      canCall: false,
      pathParameter: null,
      body: 'json',
      sample: NO_SAMPLE,
    }),
    anOperation({
      id: 'price_end_to_end',
      label: 'Calculate end to end rate',
      method: 'POST',
      path: '/v1/sendf2f/price',
      pathGrade: 'observed',
      pathParameter: null,
      body: 'json',
      sample: { pathValue: null, query: [], body: '{"toAmount":"100000.0"}' },
    }),
  ];
  const rest = Array.from({ length: 36 - some.length }, (_, index) =>
    anOperation({ id: `other_${index}`, label: `Other ${index}`, path: `/v1/other/${index}` }),
  );
  return [...some, ...rest];
};

export const aCall = (changed: Partial<CallView> = {}): CallView => ({
  operation: 'get_payout',
  label: 'Get payout',
  effect: 'reads',
  outcome: 'worked',
  detail: 'It was answered, and the answer is understood.',
  advice: [],
  at: AT,
  roundTripMs: 84,
  attempts: 1,
  clockOffsetMs: 3200,
  sent: {
    method: 'GET',
    path: '/bpapi/v1/sendc2f/4711',
    origin: ORIGIN,
    headers: [
      { name: 'accept', value: 'application/json', isRedacted: false },
      { name: 'x-api-key', value: '…', isRedacted: true },
      { name: 'x-api-secret', value: '…', isRedacted: true },
    ],
    body: null,
  },
  answer: {
    status: 200,
    contentType: 'application/json',
    date: AT,
    body: '{"businessRequestId":4711,"toAmount":"100000.0","rate":1.50}',
    isCutForView: false,
    bytes: 61,
    isWhole: true,
    sameAs: null,
  },
  sequence: 77,
  ...changed,
});

const STEPS: [ConnectionStepKind, string][] = [
  ['reachable', 'Reachable'],
  ['tls', 'TLS'],
  ['authenticated', 'Authenticated'],
  ['allowed', 'Allowed'],
  ['shape', 'Shape as expected'],
  ['clock', 'Clock'],
];

/** Everything before `failsAt` passed, nothing after it was reached. */
export const aConnection = (failsAt: ConnectionStepKind | null = null): ConnectionView => {
  const at = STEPS.findIndex(([kind]) => kind === failsAt);
  const resultOf = (index: number): StepResult =>
    at === -1 || index < at ? 'passed' : index === at ? 'failed' : 'not_reached';
  return {
    at: AT,
    passed: at === -1,
    detail: at === -1 ? 'The connection works.' : 'The server refused key or secret.',
    baseUrl: `${ORIGIN}/bpapi`,
    steps: STEPS.map(([kind, label], index) => ({
      kind,
      label,
      result: resultOf(index),
      detail: `${label} was looked at.`,
      advice: index === at ? ['Compare both with API › API Security.'] : [],
    })),
    calls: [
      {
        operation: 'list_merchants',
        label: 'List merchants',
        request: 'GET /bpapi/v1/business/?page=1&limit=1',
        worked: at === -1,
        detail: at === -1 ? 'It was answered 200.' : 'It was answered 400.',
        status: at === -1 ? 200 : 400,
        roundTripMs: 91,
        sequence: 51,
      },
    ],
  };
};

export const aServer = (changed: Partial<ServerView> = {}): ServerView => ({
  ...someSettings().server,
  credentials: 'stored',
  credentialsDetail: 'Stored and read back.',
  credentialsOrigin: ORIGIN,
  ...changed,
});

export const aFact = (changed: Partial<FactView> = {}): FactView => ({
  name: 'clientStatus',
  label: 'Status',
  isKnown: true,
  isMasked: false,
  now: { value: 'OnOff_COMPLETED', isText: true, by: 'read', at: AT, sequence: 77 },
  asTime: null,
  mark: 'confirmed',
  word: 'confirmed by an API read',
  other: null,
  note: null,
  ...changed,
});

export const someFacts = (
  facts: FactView[] = [aFact()],
  changed: Partial<SubjectFactsView> = {},
): SubjectFactsView => ({
  subject: { key: 'transaction:7', kind: 'transaction', label: 'Transaction 7' },
  facts,
  readAt: AT,
  readSequence: 77,
  detail: 'The last read showed it.',
  canRead: true,
  ...changed,
});
