// Where something that waits is looked at, if that is another place than the desk.

import type { DeskItemView } from '../../ipc/bindings/DeskItemView';
import type { Place } from '../../navigation/place';

export const placeOf = ({ kind, action, card, subject }: DeskItemView): Place | null => {
  switch (kind) {
    case 'outcome_unknown':
      return action === null ? null : { at: 'action', action };
    case 'contradiction':
    case 'alarm':
      return { at: 'cards', card };
    case 'action_needed':
      return { at: 'onboarding', number: subject?.key.split(':')[1] ?? '' };
    case 'proposal':
      return { at: 'settings', section: 'policy' };
    case 'approve_quote':
    case 'approve_deposit':
    case 'locked_differs':
    case 'misfit':
      return null;
  }
};
