// A server and its connection test: what another origin means, what each step tells.

import { screen, waitFor, within } from '@testing-library/react';
import { describe, expect, it } from 'vitest';
import { aConnection, ORIGIN } from '../../testing/api';
import { aProfile } from '../../testing/fixtures';
import { seriousFindings } from '../../testing/serious';
import { openServer as open } from '../../testing/server';

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
    expect(await screen.findByText(/simulator’s own, another one each time/)).toBeVisible();
    expect(screen.queryByRole('textbox', { name: 'Base URL' })).toBeNull();
    expect(screen.queryByRole('button', { name: 'Replace…' })).toBeNull();
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
