// A console that is being connected to Cedar, for tests.

import type { ApiState } from '../ipc/bindings/ApiState';
import type { ApiView } from '../ipc/bindings/ApiView';
import type { ConsoleStatus } from '../ipc/bindings/ConsoleStatus';
import { aConnection, aServer } from './api';
import { type Answers, fakeShell, openApp } from './fakeShell';
import { aProfile, aProfileView, aStatus, someSecrets, someSettings } from './fixtures';

export const anApi = (state: ApiState, detail = ''): ApiView => ({
  ...aProfile().api,
  state,
  detail,
});

const NOBODY = { operator: null, profiles: [] };

/** A console that keeps what it is told, as the real one does. */
export const aConsole = (
  begin: Partial<ConsoleStatus> = NOBODY,
  answers: Partial<Answers> = {},
) => {
  let status = aStatus(null, begin);
  const put = (changed: Partial<ConsoleStatus>) => {
    status = { ...status, ...changed };
    return status;
  };
  const acme = () => status.open ?? aProfile();
  const isSet = status.open !== null;
  let server = aServer(
    isSet
      ? {}
      : { credentials: 'absent', credentialsOrigin: null, credentialsDetail: 'There are none.' },
  );
  const settings = () => {
    const { api, receiver } = acme();
    const shown =
      api.state === 'not_set_up'
        ? { ...server, baseUrl: null, origin: null, isLive: false }
        : server;
    return someSettings({ localUrl: receiver.localUrl, server: shown });
  };
  const shell = fakeShell({
    console_status: () => status,
    set_operator: ({ name }) => put({ operator: name }),
    create_profile: ({ name, title, environment }) => {
      const open = aProfile({
        name,
        title,
        environment,
        key: 'none',
        api: anApi(environment === 'live' ? 'credentials_missing' : 'not_set_up'),
      });
      put({ open, profiles: [aProfileView({ name, title, environment })] });
      return open;
    },
    list_secrets: () =>
      someSecrets(
        acme().key === 'none'
          ? {}
          : { state: 'stored', detail: 'Stored and read back.', keyId: '3fa9c2d1' },
      ),
    measure_secret: ({ value }) => ({ bits: value.length * 4, wanted: 192, isWeak: true }),
    set_secret: () => {
      put({ open: { ...acme(), key: 'current' } });
      return someSecrets();
    },
    profile_settings: () => settings(),
    set_server: ({ baseUrl }) => {
      server = { ...server, baseUrl, origin: new URL(baseUrl).origin, isLive: false };
      put({ open: { ...acme(), api: anApi('credentials_missing') } });
      return settings();
    },
    set_credentials: ({ origin }) => {
      server = { ...server, credentials: 'stored', credentialsOrigin: origin };
      put({ open: { ...acme(), api: anApi('reachable') } });
      return { isKept: true, detail: 'Kept: they work.', test: aConnection(), server };
    },
    change_profile: ({ listen }) => someSettings({ listen }),
    list_field_sets: () => ({
      sets: [{ event: null, fields: ['id', 'status'], state: 'built_in', decided: null }],
    }),
    list_timeline: () => ({ rows: [], next: null, entries: 0 }),
    expect_test: ({ minutes }) => {
      const testUntil = minutes > 0 ? new Date(Date.now() + minutes * 60_000).toISOString() : null;
      const open = { ...acme(), testUntil };
      put({ open });
      return open;
    },
    ...answers,
  });
  return { shell, put, acme };
};

export const atStep = async (step: string, profile = 'acme') => {
  window.localStorage.setItem(
    'set-up',
    JSON.stringify({ profile, step, read: ['way-in', 'field-sets'], isUnderWay: true }),
  );
  return openApp();
};

export const connected = (changed = {}) => {
  const open = aProfile({ name: 'acme', title: 'Acme', environment: 'live', ...changed });
  return { open, operator: 'A. Ndiaye', profiles: [aProfileView({ name: 'acme' })] };
};
