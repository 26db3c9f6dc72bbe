// Server, credentials and connection test: what another origin means, what is tested, what is kept.

import { screen, waitFor, within } from '@testing-library/react';
import { describe, expect, it } from 'vitest';
import type { ConsoleStatus } from '../../ipc/bindings/ConsoleStatus';
import type { ProfileStatus } from '../../ipc/bindings/ProfileStatus';
import type { ServerView } from '../../ipc/bindings/ServerView';
import { aConnection, aServer, ORIGIN } from '../../testing/api';
import { everything } from '../../testing/everything';
import { type Answers, fakeShell, openWindow } from '../../testing/fakeShell';
import { aProfile, aStatus, someSettings } from '../../testing/fixtures';
import { seriousFindings } from '../../testing/serious';

const KEY = 'CEDAR_DEV_api_key_0b62fa8f-1ec0-4a7e-9d15-3f0f6f6f0001';
const SECRET = `CEDAR_DEV_api_secret_${'a1B2'.repeat(25)}`;

type Begin = {
  server?: Partial<ServerView>;
  answers?: Partial<Answers>;
  status?: Partial<ConsoleStatus>;
  profile?: Partial<ProfileStatus>;
};

const open = ({ server = {}, answers = {}, status = {}, profile = {} }: Begin = {}) => {
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

const type = async (app: ReturnType<typeof open>, key = KEY, secret = SECRET) => {
  await app.user.type(await screen.findByLabelText(/^API key/), key);
  await app.user.type(screen.getByLabelText(/^API secret/), secret);
};

const url = () => screen.findByRole('textbox', { name: 'Base URL' });

describe('a server', () => {
  it('that is the documented live one says so, whatever the profile is called', async () => {
    open({ profile: { environment: 'sandbox' } });
    const part = within(await screen.findByRole('region', { name: 'Server' }));
    expect(part.getByText('LIVE')).toBeVisible();
    expect(part.getByText(/real money moves here/)).toBeVisible();
  });

  it('of another origin is said to need other credentials, before it is done', async () => {
    const app = open();
    const field = await url();
    await app.user.clear(field);
    await app.user.type(field, 'https://other.example.test/bpapi');
    expect(screen.getByText(/Another origin/)).toHaveTextContent(
      `https://other.example.test. The credentials are bound to ${ORIGIN} and are never sent there`,
    );
    await app.user.click(screen.getByRole('button', { name: 'Save the server' }));
    const dialog = within(await screen.findByRole('alertdialog', { name: 'Call another server?' }));
    expect(dialog.getByRole('button', { name: 'Cancel' })).toHaveFocus();
    expect(app.shell.asked('set_server')).toHaveLength(0);
    await app.user.click(dialog.getByRole('button', { name: 'Use the other server' }));
    expect(await screen.findByText(/for another server: never sent to this one/)).toBeVisible();
    expect(screen.getByRole('button', { name: 'Enter key and secret…' })).toBeEnabled();
    await app.user.click(screen.getByRole('button', { name: 'Back to the documented one' }));
    await app.user.click(await screen.findByRole('button', { name: 'Use the other server' }));
    await waitFor(() => expect(field).toHaveValue(`${ORIGIN}/bpapi`));
    expect(app.shell.asked('set_server').at(-1)?.request).toEqual({ profile: 'acme', baseUrl: '' });
  });

  it('of the same origin is saved without asking', async () => {
    const app = open();
    const field = await url();
    await app.user.type(field, '2');
    await app.user.click(screen.getByRole('button', { name: 'Save the server' }));
    await waitFor(() => expect(app.shell.asked('set_server')).toHaveLength(1));
    expect(screen.queryByRole('alertdialog')).toBeNull();
  });

  it('that can’t be one is refused beside the field, and nothing is sent', async () => {
    const app = open();
    const field = await url();
    await app.user.clear(field);
    await app.user.type(field, 'http://other.example.test{Enter}');
    expect(screen.getByText(/http is for this machine alone/)).toBeVisible();
    expect(app.shell.asked('set_server')).toHaveLength(0);
  });

  it('of a sandbox is asked for, and credentials wait for it', async () => {
    open({
      profile: { environment: 'sandbox' },
      server: {
        baseUrl: null,
        origin: null,
        isLive: false,
        credentials: 'absent',
        credentialsOrigin: null,
      },
    });
    expect(await url()).toHaveValue('');
    expect(screen.getByText(/The sandbox’s address is not public/)).toBeVisible();
    expect(screen.getByText(/Say first where the server is/)).toBeVisible();
    expect(screen.queryByRole('button', { name: 'Enter key and secret…' })).toBeNull();
  });

  it('of the simulator is its own', async () => {
    open({ profile: { environment: 'simulator' }, server: { canChange: false, isLive: false } });
    expect(await screen.findByText(/simulator’s own and can’t be changed/)).toBeVisible();
    expect(screen.queryByRole('textbox', { name: 'Base URL' })).toBeNull();
    expect(screen.queryByRole('button', { name: 'Replace…' })).toBeNull();
  });
});

describe('credentials', () => {
  it('are tested, kept, and found nowhere in the page after', async () => {
    const app = open({ server: { credentials: 'absent', credentialsOrigin: null } });
    await app.user.click(await screen.findByRole('button', { name: 'Enter key and secret…' }));
    await type(app);
    expect(screen.getAllByText('✓ It has the documented shape.')).toHaveLength(2);
    await app.user.click(screen.getByRole('button', { name: 'Test and store' }));
    expect(await screen.findByText('Kept: they work.')).toBeVisible();
    expect(screen.getByTestId('connection-test')).toHaveAttribute('data-passed', 'true');
    expect(app.shell.asked('set_credentials')[0]?.request).toEqual({
      profile: 'acme',
      key: KEY,
      secret: SECRET,
      origin: ORIGIN,
      thisSessionOnly: false,
      evenIfTestFails: false,
    });
    const held = everything(app.client);
    expect(held).not.toContain(KEY);
    expect(held).not.toContain(SECRET);
  });

  it('that fail the test are not kept, and can be kept all the same', async () => {
    let isKept = false;
    const app = open({
      answers: {
        set_credentials: ({ evenIfTestFails }) => {
          isKept = evenIfTestFails;
          return {
            isKept,
            detail: isKept ? 'Kept, untested.' : 'The ones in force stay.',
            test: aConnection('authenticated'),
            server: aServer(),
          };
        },
      },
    });
    await app.user.click(await screen.findByRole('button', { name: 'Replace…' }));
    expect(screen.getByText(/the ones in force stay if the test fails/)).toBeVisible();
    await type(app);
    await app.user.click(screen.getByRole('button', { name: 'Test and store' }));
    const refused = within(await screen.findByRole('alert'));
    expect(refused.getByText(/The ones in force stay/)).toBeVisible();
    expect(refused.getByText('Compare both with API › API Security.')).toBeVisible();
    expect(screen.getByLabelText(/^API key/)).toHaveFocus();
    expect(everything(app.client)).not.toContain(SECRET);
    expect(everything(app.client)).not.toContain(KEY);
    await app.user.click(refused.getByRole('checkbox', { name: /although the test/ }));
    await type(app);
    await app.user.click(screen.getByRole('button', { name: 'Test and store' }));
    expect(await screen.findByText('Kept, untested.')).toBeVisible();
    expect(isKept).toBe(true);
    expect(everything(app.client)).not.toContain(SECRET);
  });

  it('that could not be stored are not left in their fields', async () => {
    const message = 'The keyring is locked. Nothing was stored.';
    const app = open({
      answers: {
        set_credentials: () => {
          throw { code: 'keyring_unavailable', message, field: null, incident: '' };
        },
      },
    });
    await app.user.click(await screen.findByRole('button', { name: 'Replace…' }));
    await type(app);
    await app.user.click(screen.getByRole('button', { name: 'Test and store' }));
    expect(await screen.findByRole('alert')).toHaveTextContent(message);
    expect(screen.getByRole('checkbox', { name: /this session only/ })).not.toBeChecked();
    expect(everything(app.client)).not.toContain(SECRET);
    expect(everything(app.client)).not.toContain(KEY);
  });

  it.each([
    [SECRET, KEY, 'This is a secret: it belongs in the other field.', true],
    [` ${KEY}`, SECRET, 'White space', false],
    ['my-key', SECRET, 'It is short', true],
  ])('in a wrong shape say so as they are typed: %s', async (key, secret, words, canSend) => {
    const app = open();
    await app.user.click(await screen.findByRole('button', { name: 'Replace…' }));
    await type(app, key, secret);
    expect(screen.getByText(words, { exact: false })).toBeVisible();
    const act = screen.getByRole('button', { name: 'Test and store' });
    expect(act.hasAttribute('disabled')).toBe(!canSend);
  });

  it('are removed after asking', async () => {
    const app = open();
    await app.user.click(await screen.findByRole('button', { name: 'Remove…' }));
    const dialog = within(await screen.findByRole('alertdialog'));
    expect(dialog.getByText(/Nothing can be read from the API/)).toBeVisible();
    await app.user.click(dialog.getByRole('button', { name: 'Remove them' }));
    expect(await screen.findByText('not set')).toBeVisible();
  });

  it('that can’t be read are never called absent', async () => {
    open({ server: { credentials: 'unknown', credentialsDetail: 'The keyring is locked.' } });
    expect(await screen.findByTestId('credentials')).toHaveTextContent('can’t be known');
  });
});

describe('the connection test', () => {
  it('tells each step in words, what to do, and can be run again', async () => {
    let failsAt: 'authenticated' | null = 'authenticated';
    const app = open({ answers: { test_connection: () => aConnection(failsAt) } });
    await app.user.click(await screen.findByRole('button', { name: 'Test the connection' }));
    const steps = within(await screen.findByRole('list', { name: 'Steps of the connection test' }));
    const said = () => screen.getByTestId('connection-test');
    expect(within(said()).getAllByText('passed')).toHaveLength(2);
    expect(within(said()).getAllByText('failed')).toHaveLength(1);
    expect(within(said()).getAllByText('not reached')).toHaveLength(3);
    expect(steps.getByText('Compare both with API › API Security.')).toBeVisible();
    expect(within(said()).getByText('GET /bpapi/v1/business/?page=1&limit=1')).toBeVisible();
    failsAt = null;
    await app.user.click(screen.getByRole('button', { name: 'Test the connection again' }));
    await waitFor(() => expect(within(said()).getAllByText('passed')).toHaveLength(6));
    await app.user.click(screen.getByRole('button', { name: 'Entry 51' }));
    expect(window.location.hash).toBe('#/observation/51');
  });

  it('waits for server and credentials, and says so', async () => {
    const api = { ...aProfile().api, state: 'credentials_missing' as const, detail: 'No key yet.' };
    open({ profile: { api } });
    expect(await screen.findByRole('button', { name: 'Test the connection' })).toBeDisabled();
    expect(screen.getByText('No key yet.')).toBeVisible();
  });
});

it('in the auditor’s mode can be tested, and nothing of it changed', async () => {
  const app = open({ status: { mode: 'auditor' } });
  expect(await url()).toBeDisabled();
  for (const name of ['Save the server', 'Replace…', 'Remove…']) {
    expect(screen.getByRole('button', { name })).toBeDisabled();
  }
  await app.user.click(screen.getByRole('button', { name: 'Test the connection' }));
  expect(await screen.findByTestId('connection-test')).toBeVisible();
});

it('has nothing serious for those who do not see it', async () => {
  const app = open({ answers: { test_connection: () => aConnection('allowed') } });
  await app.user.click(await screen.findByRole('button', { name: 'Test the connection' }));
  await screen.findByTestId('connection-test');
  await app.user.click(screen.getByRole('button', { name: 'Replace…' }));
  expect(await seriousFindings()).toEqual([]);
});
