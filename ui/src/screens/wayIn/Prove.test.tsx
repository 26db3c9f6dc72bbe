// Proving the way in: keys of the server and our own, reasons, switches; and the auditor.

import { screen, waitFor, within } from '@testing-library/react';
import { describe, expect, it } from 'vitest';
import { fakeShell } from '../../testing/fakeShell';
import { aProfile, aStatus } from '../../testing/fixtures';
import { seriousFindings } from '../../testing/serious';
import {
  aBadge,
  aHostKey,
  anSshWay,
  aWayIn,
  failing,
  KEY_LINE,
  reachable,
  SSH,
} from '../../testing/wayIn';
import { aWayInConsole, findChoices, ofSteps, openSetUp } from '../../testing/wayInConsole';

describe('the proof', () => {
  it('refuses a changed key of the server in red, and replaces it only by typing', async () => {
    const { shell } = aWayInConsole(
      anSshWay({
        badge: failing('host_key_changed', 'the server shows another key'),
        hostKeyPinned: aHostKey('SHA256:oldOLD'),
        hostKeySeen: aHostKey('SHA256:newNEWS'),
      }),
    );
    const { user } = openSetUp();
    const region = await screen.findByRole('region', { name: 'The server’s key has changed' });
    const changed = within(region);
    expect(region).toHaveAttribute('data-tone', 'bad');
    expect(changed.getByText('SHA256:oldOLD')).toBeVisible();
    expect(changed.getByText('SHA256:newNEWS')).toBeVisible();
    expect(changed.getByText(/Nothing was sent/)).toBeVisible();
    expect(await seriousFindings()).toEqual([]);
    await user.click(changed.getByRole('button', { name: 'Trust the new key instead…' }));
    const dialog = within(await screen.findByRole('alertdialog'));
    expect(dialog.getByRole('button', { name: 'Cancel' })).toHaveFocus();
    const act = dialog.getByRole('button', { name: 'Trust the new key' });
    await user.type(dialog.getByRole('textbox'), 'OLD');
    expect(act).toBeDisabled();
    await user.clear(dialog.getByRole('textbox'));
    await user.type(dialog.getByRole('textbox'), 'NEWS');
    await user.click(act);
    await waitFor(() =>
      expect(shell.asked('confirm_host_key')[0]?.request).toEqual({
        profile: 'acme',
        fingerprint: 'SHA256:newNEWS',
        replaces: 'SHA256:oldOLD',
      }),
    );
  });

  it('forgets the tick when another key is shown before the press', async () => {
    const { tell } = aWayInConsole(
      anSshWay({
        badge: aBadge({ state: 'connecting' }),
        hostKeyPinned: null,
        hostKeySeen: aHostKey('SHA256:a'),
      }),
    );
    const { user } = openSetUp();
    await user.click(await screen.findByRole('checkbox', { name: /is the same/ }));
    expect(screen.getByRole('button', { name: 'Trust this key' })).toBeEnabled();
    await tell({ hostKeySeen: aHostKey('SHA256:b') });
    await screen.findByText('SHA256:b');
    expect(screen.getByRole('button', { name: 'Trust this key' })).toBeDisabled();
  });

  it('explains a port that the old session holds, and when it is dialled again', async () => {
    aWayInConsole(
      anSshWay({
        badge: failing('port_held', 'the server still holds port 4022 for an old session', {
          nextTry: new Date(Date.now() + 20_000).toISOString(),
          attempt: 3,
        }),
      }),
    );
    openSetUp();
    const why = await screen.findByRole('region', { name: 'Why it does not work' });
    expect(why).toHaveTextContent('The server still holds port 4022 for an old session.');
    expect(why).toHaveTextContent('Nothing is to be done');
    expect(why).toHaveTextContent('ClientAliveInterval 15');
    expect(why).toHaveTextContent(/Dialled again in (?:20|19|18) s, dial 3 since the last proof/);
  });

  it('shows a reason of a kind that is not known here as it came, however long', async () => {
    const detail = `the relay said ${'no '.repeat(300)}`;
    aWayInConsole(anSshWay({ badge: failing('of_another_version', detail) }));
    openSetUp();
    expect(await screen.findByRole('region', { name: 'Why it does not work' })).toHaveTextContent(
      'The relay said no no',
    );
  });

  it('dials at once, and turns off, when told to', async () => {
    const { shell } = aWayInConsole(
      anSshWay({ badge: failing('session_ended', 'the session ended') }),
    );
    const { user } = openSetUp();
    await user.click(await screen.findByRole('button', { name: 'Dial again now' }));
    await waitFor(() => expect(shell.asked('redial_way_in')).toHaveLength(1));
    await user.click(await screen.findByRole('button', { name: 'Turn it off' }));
    await waitFor(() =>
      expect(shell.asked('turn_way_in')[0]?.request).toMatchObject({ on: false }),
    );
    expect(await screen.findByRole('button', { name: 'Connect' })).toBeEnabled();
  });

  it('makes the key for this session alone where there is no keyring', async () => {
    let tries = 0;
    const { shell } = aWayInConsole(aWayIn({ setup: SSH }), {
      make_way_in_key: ({ thisSessionOnly }) => {
        tries += 1;
        if (!thisSessionOnly) {
          throw {
            code: 'keyring_unavailable',
            message: 'It is locked.',
            field: null,
            incident: '',
          };
        }
        return aWayIn({ setup: SSH, key: 'this_session', authorizedKeysLine: KEY_LINE });
      },
    });
    const { user } = openSetUp();
    expect(await screen.findByRole('button', { name: 'Connect' })).toBeDisabled();
    await user.click(screen.getByRole('button', { name: 'Make the key' }));
    expect(await screen.findByText('It is locked.')).toBeVisible();
    await user.click(screen.getByRole('checkbox', { name: /^Keep it for this session only/ }));
    await user.click(screen.getByRole('button', { name: 'Make the key' }));
    await waitFor(() => expect(tries).toBe(2));
    expect(shell.asked('make_way_in_key')[1]?.request).toMatchObject({ thisSessionOnly: true });
  });
});

describe('the auditor', () => {
  it('reads all of it and can change nothing', async () => {
    fakeShell({
      console_status: () =>
        aStatus(aProfile({ environment: 'live', wayIn: reachable() }), { mode: 'auditor' }),
      get_way_in: () => anSshWay(),
      list_timeline: () => ({ rows: [], next: null, entries: 0 }),
    });
    const { user } = openSetUp();
    const steps = await ofSteps();
    await user.click(steps.getByRole('button', { name: /Choose/ }));
    for (const choice of await findChoices()) {
      expect(choice).toBeDisabled();
    }
    await user.click(steps.getByRole('button', { name: /Configure/ }));
    expect(await screen.findByRole('textbox', { name: 'Host' })).toBeDisabled();
    expect(screen.getByRole('button', { name: 'Save and connect' })).toBeDisabled();
    await user.click(steps.getByRole('button', { name: /Connect and prove/ }));
    expect(await screen.findByTestId('authorized-keys-line')).toBeVisible();
    for (const name of ['Dial again now', 'Turn it off', 'Make another key…']) {
      expect(screen.getByRole('button', { name })).toBeDisabled();
    }
  });
});
