// The state of the way in: what it is, how it is set up, its history; and when there is none.

import { screen, waitFor, within } from '@testing-library/react';
import { describe, expect, it } from 'vitest';
import type { WayInView } from '../../ipc/bindings/WayInView';
import { type Answers, fakeShell, openApp } from '../../testing/fakeShell';
import { aProfile, aStatus } from '../../testing/fixtures';
import { seriousFindings } from '../../testing/serious';
import { aBadge, anSshWay, aWayIn, failing, secondsAgo } from '../../testing/wayIn';

const open = (view: WayInView, answers: Partial<Answers> = {}) => {
  const shell = fakeShell({
    console_status: () =>
      aStatus(aProfile({ name: 'acme', environment: 'live', wayIn: view.badge })),
    get_way_in: () => view,
    ...answers,
  });
  return { shell, user: openApp('#/way-in/state') };
};

describe('the state of the way in', () => {
  it('says what it is, since when, and what that means', async () => {
    open(anSshWay());
    const state = await screen.findByTestId('way-in-state');
    expect(state).toHaveTextContent('reachable');
    expect(state).toHaveTextContent(/last proof 1[2-9] s ago/);
    expect(state).toHaveTextContent('not that nothing is withheld');
    expect(await seriousFindings()).toEqual([]);
  });

  it('shows how it is set up, who sees the traffic, and hides the secret path', async () => {
    open(anSshWay());
    const facts = await screen.findByRole('region', { name: 'How it is set up' });
    expect(facts).toHaveTextContent('webhooks@hooks.example.com:22');
    expect(facts).toHaveTextContent('127.0.0.1:4022');
    expect(facts).toHaveTextContent('ssh-ed25519 SHA256:one1');
    expect(facts).toHaveTextContent('can read and alter what comes');
    expect(document.body).not.toHaveTextContent('8c1d0f2ab6');
  });

  const OTHERS: WayInView['setup'][] = [
    { provider: 'ngrok', domain: '' },
    {
      provider: 'command',
      argv: ['cloudflared', 'tunnel'],
      publicUrl: '',
      urlPattern: 'https://.+',
    },
    { provider: 'own_url', publicUrl: 'https://acme.example' },
  ];
  it.each(OTHERS)('shows the set-up of %o', async (setup) => {
    open(anSshWay({ setup, hostKeyPinned: null }));
    const facts = await screen.findByRole('region', { name: 'How it is set up' });
    expect(facts).toHaveTextContent(/random one|cloudflared tunnel|acme\.example/);
  });

  it('tells its history, with who turned it off', async () => {
    open(
      anSshWay({
        badge: aBadge({ state: 'off' }),
        on: false,
        history: [
          {
            sequence: 9,
            at: secondsAgo(60),
            state: 'off',
            words: 'The way in (ssh) was turned off.',
            by: 'A. Ndiaye',
          },
          {
            sequence: 8,
            at: secondsAgo(90),
            state: 'reachable',
            words: 'The way in (ssh) is proven.',
            by: null,
          },
          { sequence: 7, at: secondsAgo(99), state: null, words: 'The program began.', by: null },
        ],
      }),
    );
    const history = within(await screen.findByRole('region', { name: 'History' }));
    const changes = history.getAllByRole('listitem');
    expect(changes).toHaveLength(3);
    expect(changes[0]).toHaveTextContent('off');
    expect(changes[0]).toHaveTextContent('By A. Ndiaye');
    expect(screen.getByRole('button', { name: 'Connect' })).toBeEnabled();
  });

  it('shows a changed key of the server here too', async () => {
    const seen = { algorithm: 'ssh-ed25519', fingerprint: 'SHA256:other' };
    open(anSshWay({ badge: failing('host_key_changed', 'another key'), hostKeySeen: seen }));
    expect(
      await screen.findByRole('region', { name: 'The server’s key has changed' }),
    ).toHaveTextContent('SHA256:other');
  });

  it('leads to the set-up where there is none', async () => {
    const { user } = open(aWayIn());
    expect(await screen.findByRole('heading', { name: 'No way in is set up' })).toBeVisible();
    await user.click(screen.getByRole('button', { name: 'Set it up' }));
    expect(await screen.findByRole('heading', { name: 'Choose the way in' })).toBeVisible();
  });

  it('of the simulator says that none is needed', async () => {
    const { user } = open(aWayIn({ badge: aBadge({ state: 'not_needed' }) }));
    expect(await screen.findByRole('heading', { name: 'None is needed here' })).toBeVisible();
    await user.click(screen.getByRole('radio', { name: 'Set up' }));
    expect(await screen.findByText(/there is nothing to set up/)).toBeVisible();
  });

  it('says why it could not be read, and asks again', async () => {
    let isBroken = true;
    const { user } = open(anSshWay(), {
      get_way_in: () => {
        if (isBroken) {
          throw { code: 'internal', message: 'It did not answer.', field: null, incident: '' };
        }
        return anSshWay();
      },
    });
    expect(await screen.findByRole('alert')).toHaveTextContent('It did not answer.');
    isBroken = false;
    await user.click(screen.getByRole('button', { name: 'Ask again' }));
    expect(await screen.findByTestId('way-in-state')).toBeVisible();
  });

  it('is reached from the settings and from the palette', async () => {
    const { user } = open(anSshWay());
    await screen.findByTestId('way-in-state');
    await user.keyboard('gs');
    await user.click(await screen.findByRole('button', { name: 'Way in' }));
    await user.click(await screen.findByRole('button', { name: 'Gaps' }));
    expect(window.location.hash).toBe('#/way-in/gaps');
    await user.keyboard('{Control>}k{/Control}');
    await user.keyboard('set up the way');
    await screen.findByRole('menuitem', { name: /Set up the way in/ });
    await user.keyboard('{Enter}');
    await waitFor(() => expect(window.location.hash).toBe('#/way-in/set-up'));
  });
});
