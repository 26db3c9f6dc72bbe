// The steps of setting the way in up, how far one can go, and what is done of each.

import type { WayInProvider } from '../../ipc/bindings/WayInProvider';
import type { WayInView } from '../../ipc/bindings/WayInView';
import { isProven } from '../../parts/wayIn/states';

const IDS = ['choose', 'configure', 'prove', 'platform', 'delivery'] as const;
export type SetUpStepId = (typeof IDS)[number];

export const STEP_WORDS: Record<SetUpStepId, { name: string; heading: string; lead: string }> = {
  choose: {
    name: 'Choose',
    heading: 'Choose the way in',
    lead:
      'Cedar sends to a public https address. Something has to lead from there to this ' +
      'machine.',
  },
  configure: {
    name: 'Configure',
    heading: 'Configure it',
    lead: 'It is kept with the profile. Secrets go to the keyring alone.',
  },
  prove: {
    name: 'Connect and prove',
    heading: 'Connect and prove it',
    lead:
      'Test deliveries of our own go out through the public URL every 30 s. It counts only ' +
      'when this console sees them come in.',
  },
  platform: {
    name: 'Tell the platform',
    heading: 'Tell the platform',
    lead: 'Cedar must know where to send. This is done by hand, in the Partners Platform.',
  },
  delivery: {
    name: 'First delivery',
    heading: 'Wait for the first real delivery',
    lead: 'Now let Cedar send something, and see here how it is judged.',
  },
};

export const stepsOf = (isWhole: boolean): readonly SetUpStepId[] =>
  isWhole ? IDS : IDS.slice(0, 3);

/** The steps that can be opened. */
export const reachOf = (view: WayInView, provider: WayInProvider | null): SetUpStepId[] => {
  const reach: SetUpStepId[] = ['choose'];
  if (provider !== null) {
    reach.push('configure');
  }
  if (view.setup !== null) {
    reach.push('prove');
  }
  if (view.setup !== null && view.platformUrl !== null) {
    reach.push('platform', 'delivery');
  }
  return reach;
};

/** Where it begins: one that is set up goes on where something is left to do. */
export const firstStep = (view: WayInView): SetUpStepId => {
  if (view.setup === null) {
    return 'choose';
  }
  switch (view.badge.state) {
    case 'reachable':
      return 'configure';
    case 'reachable_elsewhere':
      return 'platform';
    default:
      return 'prove';
  }
};

/** Whether a step is done. What the platform was told is not known here. */
export const isDone = (step: SetUpStepId, view: WayInView): boolean => {
  switch (step) {
    case 'choose':
    case 'configure':
      return view.setup !== null;
    case 'prove':
      return isProven(view.badge.state);
    case 'platform':
    case 'delivery':
      return false;
  }
};
