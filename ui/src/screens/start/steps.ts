// The steps of connecting, and what proves each of them: always what the Rust side says.

import { ENVIRONMENTS } from '../../frame/environments';
import type { ConsoleStatus } from '../../ipc/bindings/ConsoleStatus';
import type { ProfileStatus } from '../../ipc/bindings/ProfileStatus';
import { isProven } from '../../parts/wayIn/states';
import type { Draft, StepId } from './draft';

export type Known = { status: ConsoleStatus; profile: ProfileStatus | null; draft: Draft };

type Step = { id: StepId; name: string; proof: (known: Known) => string | null };

const hasRead = (draft: Draft, step: StepId) => draft.read.includes(step);

const KEYED: ProfileStatus['key'][] = ['current', 'current_and_previous'];

/**
 * After a restart nothing was called yet, but only what was tested is stored. A server that fails
 * holds nobody up who has seen the test and goes on.
 */
const provenCredentials = ({ profile, draft }: Known): string | null => {
  switch (profile?.api.state) {
    case 'reachable':
      return 'Answered';
    case 'not_asked':
      return 'Stored';
    case 'failing':
      return hasRead(draft, 'credentials') ? '▲ Stored; the server fails' : null;
    default:
      return null;
  }
};

/** In their order; a step without a proof is open, and so is everything after it. */
export const CONNECT_STEPS: Step[] = [
  { id: 'operator', name: 'Who works here', proof: ({ status }) => status.operator },
  {
    id: 'profile',
    name: 'Profile',
    proof: ({ profile }) =>
      profile ? `${ENVIRONMENTS[profile.environment].word} · ${profile.title}` : null,
  },
  {
    id: 'server',
    name: 'Server',
    proof: ({ profile }) => (profile && profile.api.state !== 'not_set_up' ? 'Set' : null),
  },
  { id: 'credentials', name: 'Credentials', proof: provenCredentials },
  {
    id: 'secret',
    name: 'Webhook secret',
    proof: ({ profile }) => (profile && KEYED.includes(profile.key) ? 'Read back' : null),
  },
  {
    id: 'way-in',
    name: 'Way in',
    proof: ({ profile, draft }) => {
      if (!hasRead(draft, 'way-in') || profile?.receiver.state !== 'listening') {
        return null;
      }
      return isProven(profile.wayIn.state) ? 'Reachable' : 'Listening';
    },
  },
  {
    id: 'field-sets',
    name: 'Field sets',
    proof: ({ draft }) => (hasRead(draft, 'field-sets') ? 'Read' : null),
  },
  {
    id: 'delivery',
    name: 'First delivery',
    proof: ({ profile }) => (profile?.receiver.lastVerified ? 'Verified' : null),
  },
];

/** The first step that is not proven: up to it all can be opened. */
export const firstOpen = (known: Known): number => {
  const found = CONNECT_STEPS.findIndex((step) => step.proof(known) === null);
  return found === -1 ? CONNECT_STEPS.length - 1 : found;
};
