// The badge of the way in: what it says in each state, how it ticks, and where it leads.

import { act, screen, within } from '@testing-library/react';
import { describe, expect, it, vi } from 'vitest';
import type { WayInBadge } from '../ipc/bindings/WayInBadge';
import type { WayInState } from '../ipc/bindings/WayInState';
import { fakeShell, openApp } from '../testing/fakeShell';
import { aProfile, aProfileView, aRow, aStatus } from '../testing/fixtures';
import { seriousFindings } from '../testing/serious';
import { aBadge, anSshWay, aReconciling, failing, reachable, secondsAgo } from '../testing/wayIn';

const timeline = () => ({ rows: [aRow(9)], next: null, entries: 18 });

const shown = (wayIn: WayInBadge) => {
  let now = wayIn;
  const shell = fakeShell({
    console_status: () => aStatus(aProfile({ environment: 'live', wayIn: now })),
    list_timeline: timeline,
    get_way_in: () => anSshWay({ badge: now }),
  });
  const put = async (to: WayInBadge) => {
    now = to;
    await shell.notify('console_status');
  };
  return { user: openApp(), put };
};

const badge = () => screen.findByTestId('way-in-badge');

describe('the badge', () => {
  const WORDS: [WayInState, string, string][] = [
    ['not_set_up', 'no way in', 'look'],
    ['off', 'off', 'look'],
    ['connecting', 'connecting', 'off'],
    ['session_up', 'session up', 'off'],
    ['stale', 'stale', 'look'],
    ['failing', 'failing', 'bad'],
  ];
  it.each(WORDS)(
    'says of %s "%s", with an icon and not by colour alone',
    async (state, word, light) => {
      shown(aBadge({ state }));
      const found = await badge();
      expect(found).toHaveTextContent(word);
      expect(found).toHaveAttribute('data-light', light);
      expect(found.querySelector('svg')).not.toBeNull();
      expect(found).toHaveAccessibleName(new RegExp(`^Way in: ${word}`));
    },
  );

  it('says reachable at best, with the age of the last proof', async () => {
    shown(reachable());
    const found = await badge();
    expect(found).toHaveTextContent(/reachable 1[2-9] s ago/);
    expect(found).toHaveAccessibleName(/^Way in: reachable, 1[2-9] s ago$/);
    expect(document.body).not.toHaveTextContent('connected');
  });

  it('counts the age on, second by second, without asking anything', async () => {
    vi.useFakeTimers({ shouldAdvanceTime: true, toFake: ['Date', 'setInterval', 'clearInterval'] });
    try {
      shown(aBadge({ state: 'reachable', lastProof: secondsAgo(10) }));
      const found = await badge();
      expect(found).toHaveTextContent(/1[0-2] s ago/);
      await act(() => vi.advanceTimersByTimeAsync(30_000));
      expect(found).toHaveTextContent(/4[0-3] s ago/);
    } finally {
      vi.useRealTimers();
    }
  });

  it('says that no proof came yet while a session is up', async () => {
    shown(aBadge({ state: 'session_up' }));
    expect(await badge()).toHaveAccessibleName('Way in: session up, no proof yet');
  });

  it('says that a person must decide where it waits for one', async () => {
    const reason = { code: 'host_key_changed', detail: 'another key', waitsForPerson: true };
    shown(failing('host_key_changed', 'another key', { reason }));
    expect(await badge()).toHaveAccessibleName(/^Way in: failing, .*, a person must decide$/);
  });

  it('tells a change to those who do not see it, once and without the age', async () => {
    const { put } = shown(reachable());
    const status = (await badge()).parentElement;
    const said = within(status as HTMLElement).getByRole('status');
    expect(said).toHaveTextContent(/^Way in: reachable$/);
    await put(failing('canary_unseen', 'a test delivery was not seen here within 10 s'));
    await vi.waitFor(() => expect(said).toHaveTextContent(/^Way in: failing$/));
  });

  it('leads to the way in, by the keys too', async () => {
    const { user } = shown(reachable());
    await user.click(await badge());
    expect(await screen.findByRole('heading', { name: 'Way in' })).toBeVisible();
    await user.keyboard('{Escape}');
    await screen.findByRole('heading', { name: 'Timeline' });
    await user.keyboard('gu');
    expect(await screen.findByRole('heading', { name: 'Way in' })).toBeVisible();
    expect(window.location.hash).toBe('#/way-in/state');
    expect(await seriousFindings()).toEqual([]);
  });

  it('of the simulator says that none is needed, and nothing of proofs', async () => {
    fakeShell({ console_status: () => aStatus(), list_timeline: timeline });
    openApp();
    expect(await badge()).toHaveAccessibleName('Way in: none needed');
  });
});

describe('another profile', () => {
  it('whose way in fails says so where profiles are chosen', async () => {
    const profiles = [
      aProfileView(),
      aProfileView({ name: 'acme', title: 'Acme', environment: 'live', wayIn: 'failing' }),
      aProfileView({ name: 'beta', title: 'Beta', environment: 'live', wayIn: 'reachable' }),
    ];
    fakeShell({
      console_status: () => aStatus(aProfile(), { profiles }),
      list_timeline: timeline,
    });
    const user = openApp();
    await user.click(await screen.findByTestId('profile-tag'));
    expect(await screen.findByRole('menuitem', { name: /Acme/ })).toHaveTextContent(
      'way in failing',
    );
    expect(screen.getByRole('menuitem', { name: /Beta/ })).not.toHaveTextContent('way in');
  });
});

describe('a reconciliation on its way', () => {
  it('stands as a quiet line in the frame and leads to the gaps', async () => {
    const reconciling = aReconciling({ missed: 3 });
    const { user, put } = shown(aBadge({ state: 'reachable', reconciling }));
    const line = await screen.findByTestId('reconciling');
    expect(line).toHaveTextContent('Reconcilingstep 2 of 6, 3 without a webhook');
    await user.click(line);
    expect(window.location.hash).toBe('#/way-in/gaps');
    await put(reachable());
    await vi.waitFor(() => expect(screen.queryByTestId('reconciling')).toBeNull());
  });
});
