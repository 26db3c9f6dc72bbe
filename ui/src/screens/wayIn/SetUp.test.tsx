// Setting the way in up, by keyboard alone too: each provider, and what is wrong with a field.

import { screen, waitFor, within } from '@testing-library/react';
import { describe, expect, it } from 'vitest';
import { everything } from '../../testing/everything';
import { seriousFindings } from '../../testing/serious';
import {
  aBadge,
  aHostKey,
  aWayIn,
  failing,
  KEY_LINE,
  PLATFORM_URL,
  reachable,
  SSH,
} from '../../testing/wayIn';
import { aWayInConsole, findChoices, ofSteps, openSetUp } from '../../testing/wayInConsole';

describe('setting the way in up', () => {
  it('goes over ssh from the choice to a verified delivery, by keyboard alone', async () => {
    const { shell, tell } = aWayInConsole();
    const { user, client } = openSetUp();
    expect(await screen.findByRole('heading', { name: 'Choose the way in' })).toHaveFocus();
    const steps = await ofSteps();
    expect(steps.getByRole('button', { name: 'Configure' })).toBeDisabled();
    expect(screen.getByRole('button', { name: 'Go on to configure' })).toBeDisabled();

    await user.tab();
    await user.keyboard(' ');
    expect(screen.getByRole('radio', { name: /A host of your own, over ssh/ })).toBeChecked();
    await user.tab();
    await user.keyboard('{Enter}');

    expect(await screen.findByRole('heading', { name: 'Configure it' })).toHaveFocus();
    await user.tab();
    expect(screen.getByRole('textbox', { name: 'Host' })).toHaveFocus();
    await user.keyboard('hooks.example.com{Tab}{Tab}webhooks{Tab}{Tab}');
    expect(screen.getByRole('textbox', { name: 'Public URL' })).toHaveFocus();
    await user.keyboard('https://hooks.example.com{Enter}');
    await screen.findByRole('heading', { name: 'Connect and prove it' });
    expect(shell.asked('set_way_in')[0]?.request).toEqual({
      profile: 'acme',
      setup: SSH,
      on: false,
    });
    expect(shell.asked('make_way_in_key')[0]?.request).toEqual({
      profile: 'acme',
      renew: false,
      thisSessionOnly: false,
    });
    expect(await screen.findByTestId('authorized-keys-line')).toHaveTextContent(KEY_LINE);
    expect(screen.getByRole('button', { name: 'Copy the line for authorized_keys' })).toBeEnabled();
    expect(steps.getByRole('button', { name: 'Tell the platform' })).toBeDisabled();

    screen.getByRole('button', { name: 'Connect' }).focus();
    await user.keyboard('{Enter}');
    expect(await screen.findByTestId('way-in-state')).toHaveTextContent('connecting');
    await tell({
      hostKeySeen: aHostKey('SHA256:seen'),
      badge: failing('host_key_unknown', 'compare it', {
        reason: { code: 'host_key_unknown', detail: 'compare it', waitsForPerson: true },
      }),
    });
    const hostKey = within(await screen.findByRole('region', { name: 'The server’s key' }));
    expect(hostKey.getByText('SHA256:seen')).toBeVisible();
    expect(hostKey.getByText('ssh-keygen -lf /etc/ssh/ssh_host_ed25519_key.pub')).toBeVisible();
    const trust = hostKey.getByRole('button', { name: 'Trust this key' });
    expect(trust).toBeDisabled();
    hostKey.getByRole('checkbox', { name: /fingerprint on the server is the same/ }).focus();
    await user.keyboard(' ');
    trust.focus();
    await user.keyboard('{Enter}');
    await waitFor(() =>
      expect(shell.asked('confirm_host_key')[0]?.request).toEqual({
        profile: 'acme',
        fingerprint: 'SHA256:seen',
        replaces: null,
      }),
    );

    await tell({ badge: aBadge({ state: 'session_up' }), platformUrl: PLATFORM_URL });
    await waitFor(() =>
      expect(screen.getByRole('button', { name: 'Go on without the proof' })).toBeEnabled(),
    );
    await tell({ badge: reachable() });
    const goOn = await screen.findByRole('button', { name: 'Go on to the platform' });
    goOn.focus();
    await user.keyboard('{Enter}');

    expect(await screen.findByRole('heading', { name: 'Tell the platform' })).toHaveFocus();
    const url = screen.getByTestId('platform-url');
    expect(url).toHaveTextContent('https://hooks.example.com/hooks/8c1d…');
    expect(document.body).not.toHaveTextContent('8c1d0f2ab6');
    within(url).getByRole('button', { name: 'Show it whole' }).focus();
    await user.keyboard('{Enter}');
    expect(url).toHaveTextContent(PLATFORM_URL);
    screen.getByRole('button', { name: /It is saved there/ }).focus();
    await user.keyboard('{Enter}');

    await screen.findByRole('heading', { name: 'Wait for the first real delivery' });
    const said = shell.asked('confirm_platform_url').map(({ request }) => request);
    expect(said).toEqual([{ profile: 'acme', url: PLATFORM_URL }]);
    expect(screen.getByTestId('first-delivery')).toBeEmptyDOMElement();
    await tell({}, { lastVerified: new Date(Date.now() + 1000).toISOString() });
    expect(await screen.findByText(/The way in works/)).toBeVisible();
    expect(screen.getByRole('button', { name: 'Open the timeline' })).toBeEnabled();
    expect(everything(client)).not.toContain('PRIVATE KEY');
  });

  it('says at each choice who can read and alter the traffic', async () => {
    aWayInConsole();
    openSetUp();
    const choices = await findChoices();
    expect(choices).toHaveLength(4);
    for (const choice of choices) {
      expect(choice.closest('label')).toHaveTextContent(/can read and alter what comes/);
    }
    expect(await seriousFindings()).toEqual([]);
  });

  it('says beside each field what is wrong, and sends nothing until it is right', async () => {
    const { shell } = aWayInConsole();
    const { user } = openSetUp();
    await user.click(await screen.findByRole('radio', { name: /over ssh/ }));
    await user.click(screen.getByRole('button', { name: 'Go on to configure' }));
    await user.click(await screen.findByRole('button', { name: 'Save and make the key' }));
    expect(screen.getByRole('textbox', { name: 'Host' })).toBeInvalid();
    expect(screen.getByText(/Name the user on the host/)).toBeVisible();
    expect(screen.getByText(/This is no URL/)).toBeVisible();
    expect(shell.asked('set_way_in')).toHaveLength(0);
    expect(await seriousFindings()).toEqual([]);
  });

  it('puts a refusal of the Rust side at its field', async () => {
    const message = 'hooks.example.com has no address. Nothing was changed.';
    aWayInConsole(aWayIn({ setup: SSH, key: 'stored' }), {
      set_way_in: () => {
        throw { code: 'invalid', message, field: 'host', incident: '' };
      },
    });
    const { user } = openSetUp();
    await user.click((await ofSteps()).getByRole('button', { name: /Configure/ }));
    await user.click(await screen.findByRole('button', { name: 'Save and connect' }));
    await waitFor(() => expect(screen.getByRole('textbox', { name: 'Host' })).toBeInvalid());
    expect(screen.getByText(message)).toBeVisible();
  });

  it('keeps ngrok’s token out of the page, and wants it before the session', async () => {
    const { shell } = aWayInConsole();
    const { user, client } = openSetUp();
    await user.click(await screen.findByRole('radio', { name: /^ngrok/ }));
    await user.click(screen.getByRole('button', { name: 'Go on to configure' }));
    expect(await screen.findByRole('button', { name: 'Save and connect' })).toBeDisabled();
    await user.type(screen.getByLabelText('Authtoken'), '2ngrok-token-of-a-test');
    await user.click(screen.getByRole('button', { name: 'Store the token' }));
    expect(await screen.findByText('in the keyring')).toBeVisible();
    expect(shell.asked('set_secret')[0]?.request).toMatchObject({ kind: 'ngrok_token' });
    expect(everything(client)).not.toContain('2ngrok-token-of-a-test');
    await user.click(screen.getByRole('button', { name: 'Save and connect' }));
    await waitFor(() =>
      expect(shell.asked('set_way_in')[0]?.request).toEqual({
        profile: 'acme',
        setup: { provider: 'ngrok', domain: '' },
        on: true,
      }),
    );
  });

  it('warns of a secret among a command’s arguments', async () => {
    const { shell } = aWayInConsole();
    const { user } = openSetUp();
    await user.click(await screen.findByRole('radio', { name: /An external command/ }));
    await user.click(screen.getByRole('button', { name: 'Go on to configure' }));
    const argv = await screen.findByRole('textbox', { name: 'Program and arguments' });
    expect(screen.getByText(/no secret may stand here/)).toBeVisible();
    await user.clear(argv);
    await user.type(argv, 'tool{Enter}--token=abc');
    expect(screen.getByText(/An argument looks like a secret/)).toBeVisible();
    await user.clear(argv);
    await user.type(argv, '/usr/bin/tool{Enter}--to{Enter}{{address}');
    expect(screen.queryByText(/looks like a secret/)).toBeNull();
    await user.click(screen.getByRole('button', { name: 'Save and connect' }));
    await waitFor(() =>
      expect(shell.asked('set_way_in')[0]?.request).toMatchObject({
        setup: { argv: ['/usr/bin/tool', '--to', '{address}'] },
      }),
    );
  });

  it('says for a URL of one’s own where it must lead', async () => {
    aWayInConsole();
    const { user } = openSetUp();
    await user.click(await screen.findByRole('radio', { name: /A URL that leads here/ }));
    await user.click(screen.getByRole('button', { name: 'Go on to configure' }));
    const leads = within(await screen.findByRole('region', { name: 'Where it must lead' }));
    expect(await leads.findByText('127.0.0.1:40217')).toBeVisible();
    expect(leads.getByRole('button', { name: /Keep 127.0.0.1:40217/ })).toBeEnabled();
  });
});
