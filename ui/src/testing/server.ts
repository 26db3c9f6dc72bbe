// Opens a profile's server and credentials over a shell that keeps what it is told, for tests.

import type { ConsoleStatus } from '../ipc/bindings/ConsoleStatus';
import type { ProfileStatus } from '../ipc/bindings/ProfileStatus';
import type { ServerView } from '../ipc/bindings/ServerView';
import { aConnection, aServer, ORIGIN } from './api';
import { type Answers, fakeShell, openWindow } from './fakeShell';
import { aProfile, aStatus, someSettings } from './fixtures';

type Begin = {
  server?: Partial<ServerView>;
  answers?: Partial<Answers>;
  status?: Partial<ConsoleStatus>;
  profile?: Partial<ProfileStatus>;
};

export const openServer = ({
  server = {},
  answers = {},
  status = {},
  profile = {},
}: Begin = {}) => {
  let now = aServer(server);
  const shell = fakeShell({
    console_status: () =>
      aStatus(aProfile({ name: 'acme', title: 'Acme', environment: 'live', ...profile }), status),
    profile_settings: () => someSettings({ server: now }),
    set_server: ({ baseUrl }) => {
      const url = baseUrl === '' ? `${ORIGIN}/bpapi` : baseUrl;
      const { origin } = new URL(url);
      now = {
        ...now,
        baseUrl: url,
        origin,
        isLive: origin === ORIGIN,
        credentials: origin === now.credentialsOrigin ? 'stored' : 'for_another_server',
      };
      return someSettings({ server: now });
    },
    set_credentials: ({ origin }) => {
      now = { ...now, credentials: 'stored', credentialsOrigin: origin };
      return { isKept: true, detail: 'Kept: they work.', test: aConnection(), server: now };
    },
    clear_credentials: () => {
      now = { ...now, credentials: 'absent', credentialsOrigin: null, credentialsDetail: '' };
      return someSettings({ server: now });
    },
    test_connection: () => aConnection(),
    ...answers,
  });
  return { shell, ...openWindow('#/settings/server') };
};
