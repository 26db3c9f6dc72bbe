// The status bar's word on the API, what is behind it, and the palette's ways to it.

import { screen, within } from '@testing-library/react';
import { describe, expect, it } from 'vitest';
import type { ApiView } from '../ipc/bindings/ApiView';
import { fakeShell, openApp } from '../testing/fakeShell';
import { aProfile, aStatus } from '../testing/fixtures';
import { seriousFindings } from '../testing/serious';

const open = (api: Partial<ApiView> = {}) => {
  fakeShell({
    console_status: () => aStatus(aProfile({ api: { ...aProfile().api, ...api } })),
    list_timeline: () => ({ rows: [], next: null, entries: 0 }),
    list_operations: () => ({ operations: [], isReady: false }),
    search_everything: () => ({ hits: [] }),
  });
  return openApp();
};

describe('the API in the status bar', () => {
  it.each([
    ['not_set_up', 'not set up'],
    ['simulator_stopped', 'stopped with the simulator'],
    ['credentials_missing', 'credentials missing'],
    ['credentials_unknown', 'credentials can’t be read'],
    ['not_asked', 'not asked yet'],
    ['reachable', 'reachable, 84 ms'],
    ['failing', 'failing: It answered 403.'],
    ['off', 'off: for reading alone'],
  ] as const)('that is %s says so in words', async (state, words) => {
    open({ state, detail: 'It answered 403.' });
    expect(await screen.findByTestId('api-status')).toHaveTextContent(`API${words}`);
  });

  it('opens what it speaks of', async () => {
    const user = open({ state: 'failing', detail: 'It answered 403.', clockOffsetMs: -180_000 });
    await user.click(await screen.findByTestId('api-status'));
    const about = within(await screen.findByRole('dialog', { name: 'API' }));
    expect(about.getByText('It answered 403.')).toBeVisible();
    expect(about.getByText(/180 s behind this machine/)).toBeVisible();
    expect(await seriousFindings()).toEqual([]);
    await user.click(about.getByRole('button', { name: 'Operations' }));
    expect(window.location.hash).toBe('#/settings/api');
  });
});

describe('the palette', () => {
  it.each([
    ['connection test', '#/settings/server'],
    ['operations of the api', '#/settings/api'],
    ['read from the api', '#/timeline/reads'],
    ['delete this profile', '#/settings/profile'],
    ['call 77', '#/observation/77'],
  ])('leads by “%s” to %s', async (typed, hash) => {
    const user = open();
    await screen.findByTestId('api-status');
    await user.keyboard('{Control>}k{/Control}');
    await user.type(await screen.findByRole('searchbox'), `${typed}{Enter}`);
    expect(window.location.hash).toBe(hash);
  });
});
