// Sends what was reviewed, by the command of its kind.

import type { ActionView } from '../../ipc/bindings/ActionView';
import type { ActionWish } from '../../ipc/bindings/ActionWish';
import { call } from '../../ipc/call';

export const sendWish = (
  profile: string,
  action: string,
  wish: ActionWish,
): Promise<ActionView> => {
  switch (wish.is) {
    case 'create_merchant': {
      const { facts, further } = wish;
      return call('create_merchant', { profile, action, facts, further });
    }
    case 'create_receiver_account': {
      const { facts, further } = wish;
      return call('create_receiver_account', { profile, action, facts, further });
    }
    case 'update_subject': {
      const { subject, changes } = wish;
      return call('update_subject', { profile, action, subject, changes });
    }
    case 'submit_onboarding': {
      const { is: _, ...facts } = wish;
      return call('submit_onboarding', { profile, action, ...facts });
    }
    case 'create_transaction':
      return call('create_transaction', { profile, action, facts: wish.facts });
    case 'accept_agreements': {
      const { is: _, ...facts } = wish;
      return call('accept_agreements', { profile, action, ...facts });
    }
  }
};
