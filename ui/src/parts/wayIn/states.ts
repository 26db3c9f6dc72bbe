// The states of the way in: a word, an icon and what each of them means. "Reachable" is the best.

import {
  CircleCheck,
  CircleDashed,
  CircleDot,
  EyeOff,
  House,
  type LucideIcon,
  OctagonX,
  PowerOff,
  TriangleAlert,
  Unplug,
} from 'lucide-react';
import { age } from '../../format/time';
import type { WayInBadge } from '../../ipc/bindings/WayInBadge';
import type { WayInState } from '../../ipc/bindings/WayInState';
import type { Light } from '../Lamp';

type Said = { word: string; icon: LucideIcon; light: Light; means: string };

export const WAY_IN_STATES: Record<WayInState, Said> = {
  not_needed: {
    word: 'none needed',
    icon: House,
    light: 'off',
    means: 'The simulator sends on this machine: nothing has to come in from outside.',
  },
  not_watched: {
    word: 'not watched',
    icon: EyeOff,
    light: 'off',
    means:
      'This profile is open for reading alone: this program does not watch over its way ' +
      'in, and another one may.',
  },
  not_set_up: {
    word: 'no way in',
    icon: Unplug,
    light: 'look',
    means:
      'Nothing leads from outside to this console, or nothing that it knows of. Whether a ' +
      'delivery would arrive is not known, and no gap is noticed.',
  },
  off: {
    word: 'off',
    icon: PowerOff,
    light: 'look',
    means: 'It is turned off: nothing can come in, and this span is a gap.',
  },
  connecting: {
    word: 'connecting',
    icon: CircleDashed,
    light: 'off',
    means: 'A session is on its way. Until one is proven, a delivery can’t be relied on to arrive.',
  },
  session_up: {
    word: 'session up',
    icon: CircleDot,
    light: 'off',
    means:
      'There is a session. Whether a delivery comes through it is not proven yet: a test ' +
      'delivery is on its way through the public URL.',
  },
  reachable: {
    word: 'reachable',
    icon: CircleCheck,
    light: 'good',
    means:
      'A delivery, or one of our own tests, came in from outside less than 90 s ago. It ' +
      'means that this console can be reached, not that nothing is withheld.',
  },
  reachable_elsewhere: {
    word: 'at a new URL',
    icon: TriangleAlert,
    light: 'look',
    means:
      'A delivery, or one of our own tests, came in from outside less than 90 s ago, at ' +
      'another URL than the one that the platform is known to have. It may still send to that ' +
      'one: this span is a gap until the new URL is set there.',
  },
  stale: {
    word: 'stale',
    icon: TriangleAlert,
    light: 'look',
    means: 'There is a session, and its last proof is too old to be relied on.',
  },
  failing: {
    word: 'failing',
    icon: OctagonX,
    light: 'bad',
    means: 'It does not work: a delivery sent now would not arrive.',
  },
};

/** These come and go by themselves, so the age of a proof says something of them. */
const HAS_PROOF: readonly WayInState[] = [
  'connecting',
  'session_up',
  'reachable',
  'reachable_elsewhere',
  'stale',
  'failing',
];

/** Whether something came through just now, wherever the platform sends to. */
export const isProven = (state: WayInState): boolean =>
  state === 'reachable' || state === 'reachable_elsewhere';

/** "12 s ago", "no proof yet"; empty where nothing is to be proven. */
export const proofAge = ({ state, lastProof }: WayInBadge, now: Date): string => {
  if (!HAS_PROOF.includes(state)) {
    return '';
  }
  return lastProof === null ? 'no proof yet' : age(lastProof, now);
};

/** What the last proof was; empty where there is none. */
export const proofWords = ({ proofBy }: WayInBadge): string => {
  switch (proofBy) {
    case 'canary':
      return 'by a test delivery of our own';
    case 'delivery':
      return 'by a verified delivery';
    case null:
      return '';
  }
};

/** What a screen reader reads of the badge: what stands there, and whether a person must decide. */
export const badgeName = (badge: WayInBadge, now: Date): string => {
  const proof = proofAge(badge, now);
  const { word } = WAY_IN_STATES[badge.state];
  const decide = badge.reason?.waitsForPerson ? ', a person must decide' : '';
  return `Way in: ${word}${proof === '' ? '' : `, ${proof}`}${decide}`;
};
