// Connecting to Cedar, step by step, with its refusals, on foot and after a restart.

import { screen, waitFor, within } from '@testing-library/react';
import { describe, expect, it } from 'vitest';
import { aConsole, anApi, atStep, connected } from '../../testing/connect';
import { everything } from '../../testing/everything';
import { openApp, openWindow } from '../../testing/fakeShell';
import { aRefusedRow, aRow } from '../../testing/fixtures';
import { seriousFindings } from '../../testing/serious';

const KEY = 'CEDAR_DEV_api_key_0b62fa8f-1ec0-4a7e-9d15-3f0f6f6f0001';
const SECRET = `CEDAR_DEV_api_secret_${'a1B2'.repeat(25)}`;

describe('connecting to Cedar', () => {
  it('goes from the door to a verified delivery, each step proven before the next', async () => {
    const { shell, put, acme } = aConsole();
    const { user, client } = openWindow();
    await user.click(await screen.findByRole('button', { name: 'Connect to Cedar' }));

    expect(await screen.findByRole('heading', { name: 'Who works here?' })).toHaveFocus();
    const steps = within(screen.getByRole('navigation', { name: 'Steps' }));
    expect(steps.getByRole('button', { name: /Webhook secret/ })).toBeDisabled();
    await user.type(screen.getByRole('textbox', { name: 'Your name' }), 'A. Ndiaye');
    await user.click(screen.getByRole('button', { name: 'Save and go on' }));

    await screen.findByRole('heading', { name: 'Which account is this?' });
    expect(steps.getByRole('button', { name: /A. Ndiaye/ })).toBeEnabled();
    await user.type(screen.getByRole('textbox', { name: 'Title' }), 'Acme Exports Ltd');
    expect(screen.getByRole('button', { name: 'Make the profile' })).toBeDisabled();
    await user.click(screen.getByRole('radio', { name: /LIVE/ }));
    await user.click(screen.getByRole('button', { name: 'Make the LIVE profile' }));
    expect(await screen.findByTestId('environment-band')).toHaveAttribute(
      'data-environment',
      'live',
    );
    expect(shell.asked('create_profile')[0]?.request).toMatchObject({
      name: 'acme-exports-ltd',
      environment: 'live',
    });

    // Live has a documented server.
    expect(await screen.findByRole('textbox', { name: 'Base URL' })).toHaveValue(
      'https://partners-api.service.cedar.money/bpapi',
    );
    expect(steps.getByRole('button', { name: /Webhook secret/ })).toBeDisabled();
    await user.click(screen.getByRole('button', { name: 'Go on' }));

    await user.type(await screen.findByLabelText(/^API key/), KEY);
    await user.type(screen.getByLabelText(/^API secret/), SECRET);
    expect(steps.getByRole('button', { name: /Webhook secret/ })).toBeDisabled();
    await user.click(screen.getByRole('button', { name: 'Test and store' }));
    expect(await screen.findByTestId('connection-test')).toHaveAttribute('data-passed', 'true');
    expect(steps.getByRole('button', { name: /Credentials.*Answered/ })).toBeEnabled();
    expect(everything(client)).not.toContain(SECRET);
    expect(everything(client)).not.toContain(KEY);
    await user.click(screen.getByRole('button', { name: 'Go on' }));

    await user.type(await screen.findByLabelText('Webhook secret'), 'whsec-of-a-test');
    expect(await screen.findByText(/Weak: 60 bits/)).toBeVisible();
    await user.click(screen.getByRole('button', { name: 'Store it' }));
    expect(await screen.findByText('3fa9c2d1')).toBeVisible();
    await user.click(screen.getByRole('button', { name: 'Go on' }));

    await screen.findByRole('heading', { name: 'Way in' });
    await user.click(await screen.findByRole('button', { name: /Keep 127.0.0.1:40217/ }));
    expect(shell.asked('change_profile')[0]?.request).toMatchObject({
      listen: '127.0.0.1:40217',
      renewPath: false,
    });
    expect(document.body).not.toHaveTextContent('8c1d0f2ab6');
    await user.click(screen.getByRole('button', { name: 'Go on' }));

    expect(await screen.findByText('approved from the start')).toBeVisible();
    await user.click(screen.getByRole('button', { name: 'Go on' }));

    expect(await screen.findByText(/Waiting for the first delivery/)).toBeVisible();
    await user.click(screen.getByRole('button', { name: 'Expect tests for 15 minutes' }));
    expect(await screen.findByText(/Expected until/)).toBeVisible();
    const receiver = { ...acme().receiver, lastVerified: new Date().toISOString() };
    put({ open: { ...acme(), receiver } });
    await shell.notify('console_status');
    expect(await screen.findByText(/The way in works/)).toBeVisible();
    await user.click(screen.getByRole('button', { name: 'Open the timeline' }));
    expect(await screen.findByRole('heading', { name: 'Timeline' })).toBeVisible();
    expect(window.localStorage.getItem('set-up')).toBeNull();
  });

  it('resumes after a restart where it was, and can go back to what is done', async () => {
    aConsole(connected());
    const user = await atStep('delivery');
    expect(await screen.findByRole('heading', { name: 'First delivery' })).toBeVisible();
    await user.click(screen.getByRole('button', { name: /Who works here/ }));
    expect(screen.getByRole('textbox', { name: 'Your name' })).toHaveValue('A. Ndiaye');
    await user.click(screen.getByRole('button', { name: /Webhook secret/ }));
    expect(await screen.findByText('in the keyring')).toBeVisible();
  });

  it('that was left stands as a line over the profile and leads back', async () => {
    aConsole(connected());
    const user = await atStep('field-sets');
    await user.click(await screen.findByRole('button', { name: 'Leave, go on later' }));
    const notice = within(
      await screen.findByRole('region', { name: 'Connecting is not finished' }),
    );
    await user.click(notice.getByRole('button', { name: 'Go on' }));
    expect(await screen.findByRole('heading', { name: 'Field sets' })).toBeVisible();
  });

  it('goes no further than what is proven, whatever was left', async () => {
    aConsole(connected({ key: 'none' }));
    await atStep('delivery');
    expect(await screen.findByRole('heading', { name: 'Webhook secret' })).toBeVisible();
  });

  it('asks for a sandbox’s server, which is set before credentials are', async () => {
    const { shell } = aConsole({ operator: 'A. Ndiaye', profiles: [] });
    const user = openApp('#/connect');
    await user.click(await screen.findByRole('button', { name: /Keep A. Ndiaye/ }));
    await user.type(screen.getByRole('textbox', { name: 'Title' }), 'Acme');
    await user.click(screen.getByRole('radio', { name: /SANDBOX/ }));
    await user.click(screen.getByRole('button', { name: 'Make the SANDBOX profile' }));
    const field = await screen.findByRole('textbox', { name: 'Base URL' });
    expect(field).toHaveValue('');
    expect(screen.getByRole('button', { name: 'Go on' })).toBeDisabled();
    await user.type(field, 'sandbox.example.test{Enter}');
    expect(screen.getByText(/This is no URL/)).toBeVisible();
    expect(shell.asked('set_server')).toHaveLength(0);
    await user.clear(field);
    await user.type(field, 'https://sandbox.example.test/bpapi');
    await user.click(screen.getByRole('button', { name: 'Save the server' }));
    await waitFor(() => expect(screen.getByRole('button', { name: 'Go on' })).toBeEnabled());
    await user.click(screen.getByRole('button', { name: 'Go on' }));
    expect(await screen.findByLabelText(/^API secret/)).toBeVisible();
    expect(screen.getByText('https://sandbox.example.test')).toBeVisible();
  });

  it('goes past a server that fails only when told to', async () => {
    aConsole(connected({ key: 'none', api: anApi('failing', 'It did not answer.') }));
    const user = await atStep('secret');
    expect(await screen.findByRole('heading', { name: 'Credentials' })).toBeVisible();
    expect(await screen.findByText(/does not answer as it should/)).toBeVisible();
    await user.click(screen.getByRole('button', { name: 'Go on all the same' }));
    expect(await screen.findByRole('heading', { name: 'Webhook secret' })).toBeVisible();
    expect(screen.getByRole('button', { name: /Credentials.*the server fails/ })).toBeEnabled();
  });

  it('says beside the field why a profile can’t be called so', async () => {
    const message = 'There is a profile of this name already. Nothing was made.';
    aConsole(
      { operator: 'A. Ndiaye', profiles: [] },
      {
        create_profile: () => {
          throw { code: 'invalid', message, field: 'name', incident: '' };
        },
      },
    );
    const user = openApp('#/connect');
    await user.click(await screen.findByRole('button', { name: /Keep A. Ndiaye/ }));
    await user.type(screen.getByRole('textbox', { name: 'Title' }), 'Acme');
    await user.click(screen.getByRole('radio', { name: /SANDBOX/ }));
    await user.click(screen.getByRole('button', { name: 'Make the SANDBOX profile' }));
    await waitFor(() =>
      expect(screen.getByRole('textbox', { name: 'Name of its folder' })).toBeInvalid(),
    );
    expect(screen.getByText(message)).toBeVisible();
  });

  it('tells for each refused delivery the reason and what to do', async () => {
    aConsole(connected(), {
      list_timeline: () => ({
        rows: [aRefusedRow(9), aRow(7, { isTest: true })],
        next: null,
        entries: 9,
      }),
    });
    await atStep('delivery');
    const rows = await screen.findAllByTestId('first-row');
    expect(rows[0]).toHaveTextContent('The hash in the header is another one.');
    expect(rows[0]).toHaveTextContent('remove it in step 5 and enter the right one');
    expect(rows[1]).toHaveTextContent('test');
  });

  it('has nothing serious for those who do not see it', async () => {
    aConsole(connected());
    const user = await atStep('delivery');
    await screen.findByRole('heading', { name: 'First delivery' });
    expect(await seriousFindings()).toEqual([]);
    await user.click(screen.getByRole('button', { name: /Webhook secret/ }));
    await screen.findByText('in the keyring');
    expect(await seriousFindings()).toEqual([]);
    await user.click(screen.getByRole('button', { name: /Credentials/ }));
    await screen.findByRole('button', { name: 'Test the connection' });
    expect(await seriousFindings()).toEqual([]);
  });
});
