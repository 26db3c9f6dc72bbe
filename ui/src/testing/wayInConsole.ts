// A console whose way in is being set up, for tests.

import { screen, within } from '@testing-library/react';
import type { WayInView } from '../ipc/bindings/WayInView';
import { type Answers, fakeShell, openWindow } from './fakeShell';
import { aProfile, aStatus, someSecrets, someSettings } from './fixtures';
import { aBadge, aWayIn, KEY_LINE, reachable } from './wayIn';

/** A console that keeps what it is told of its way in, as the real one does. */
export const aWayInConsole = (
  begin: WayInView = aWayIn(),
  answers: Partial<Answers> = {},
  changed = {},
) => {
  let view = begin;
  let profile = aProfile({ name: 'acme', title: 'Acme', environment: 'live', ...changed });
  const put = (to: Partial<WayInView>) => {
    view = { ...view, ...to };
    profile = { ...profile, wayIn: view.badge };
    return view;
  };
  put({});
  const shell = fakeShell({
    console_status: () => aStatus(profile),
    get_way_in: () => view,
    profile_settings: () => someSettings(),
    list_secrets: () => someSecrets(),
    list_timeline: () => ({ rows: [], next: null, entries: 0 }),
    set_way_in: ({ setup, on }) =>
      put({ setup, on, badge: aBadge({ state: on ? 'connecting' : 'off' }) }),
    make_way_in_key: () => put({ key: 'stored', authorizedKeysLine: KEY_LINE }),
    turn_way_in: ({ on }) => put({ on, badge: aBadge({ state: on ? 'connecting' : 'off' }) }),
    redial_way_in: () => put({ badge: aBadge({ state: 'connecting' }) }),
    confirm_host_key: () =>
      put({
        hostKeyPinned: view.hostKeySeen,
        hostKeySeen: null,
        badge: aBadge({ state: 'connecting' }),
      }),
    confirm_platform_url: () => put({ isUrlSet: true, badge: reachable() }),
    set_secret: () => {
      put({ token: 'stored' });
      return someSecrets();
    },
    ...answers,
  });
  const tell = async (to: Partial<WayInView>, receiver = {}) => {
    put(to);
    profile = { ...profile, receiver: { ...profile.receiver, ...receiver } };
    await shell.notify('get_way_in', 'console_status');
  };
  return { shell, tell };
};

export const openSetUp = () => openWindow('#/way-in/set-up');
export const findChoices = async () =>
  within(await screen.findByRole('radiogroup', { name: 'How the outside comes in' })).getAllByRole(
    'radio',
  );
export const ofSteps = async () =>
  within(await screen.findByRole('navigation', { name: 'Steps of the way in' }));
