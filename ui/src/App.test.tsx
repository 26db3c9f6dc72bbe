// The frame, the doors and the ways between screens, as a person meets them.

import { screen, within } from '@testing-library/react';
import { describe, expect, it } from 'vitest';
import { fakeShell, openApp } from './testing/fakeShell';
import { aProfile, aRow, aStatus } from './testing/fixtures';

const timeline = () => ({ rows: [aRow(9)], next: null, entries: 18 });

describe('the first screen', () => {
  it('has two doors, and the simulator’s opens the timeline with one press', async () => {
    let isOpen = false;
    fakeShell({
      console_status: () => aStatus(isOpen ? aProfile() : null),
      start_simulator: () => {
        isOpen = true;
        return aProfile();
      },
      list_timeline: timeline,
    });
    const user = openApp();
    expect(await screen.findByRole('button', { name: 'Connect to Cedar' })).toBeEnabled();
    await user.click(screen.getByRole('button', { name: 'Try it with the simulator' }));
    expect(await screen.findByRole('grid', { name: 'Timeline' })).toBeVisible();
  });

  it('says why the simulator did not start and stays', async () => {
    fakeShell({
      console_status: () => aStatus(null),
      start_simulator: () => {
        throw { code: 'internal', message: 'Port 0 is taken.', field: null, incident: 'a1' };
      },
    });
    const user = openApp();
    await user.click(await screen.findByRole('button', { name: 'Try it with the simulator' }));
    expect(await screen.findByRole('alert')).toHaveTextContent('Port 0 is taken.');
  });
});

describe('the frame', () => {
  it('names the environment in the tag and in the window’s title', async () => {
    fakeShell({
      console_status: () =>
        aStatus(aProfile({ environment: 'live', name: 'acme', title: 'Acme Ltd' })),
      list_timeline: timeline,
    });
    openApp();
    expect(await screen.findByTestId('profile-tag')).toHaveTextContent('LIVEAcme Ltd');
    expect(document.title).toBe('LIVE · Acme Ltd · Partner Console');
  });

  it('offers only places that exist and says where it is', async () => {
    fakeShell({ console_status: () => aStatus(), list_timeline: timeline });
    const user = openApp();
    const rail = within(await screen.findByRole('navigation', { name: 'Places' }));
    for (const button of rail.getAllByRole('button')) {
      expect(button).toBeEnabled();
    }
    await user.click(rail.getByRole('button', { name: 'Audit' }));
    expect(rail.getByRole('button', { name: 'Audit' })).toHaveAttribute('aria-current', 'page');
    expect(screen.getByRole('heading', { name: 'Audit' })).toBeVisible();
  });

  it('tells in the status bar what works and opens what an item speaks of', async () => {
    fakeShell({ console_status: () => aStatus(), list_timeline: timeline });
    const user = openApp();
    await user.click(await screen.findByRole('button', { name: /Webhooks.*3 refused/ }));
    expect(screen.getByRole('dialog', { name: 'Webhooks' })).toHaveTextContent(
      '3 kept in quarantine',
    );
    await user.keyboard('{Escape}');
    await user.click(screen.getByRole('button', { name: /Ledger.*48,211/ }));
    expect(screen.getByRole('heading', { name: 'Audit' })).toBeVisible();
  });

  it('never shows the whole secret path', async () => {
    fakeShell({ console_status: () => aStatus(), list_timeline: timeline });
    const user = openApp();
    await user.click(await screen.findByRole('button', { name: /Webhooks/ }));
    expect(document.body).not.toHaveTextContent('8c1d0f2ab6');
  });
});

describe('keys', () => {
  it('go to places, but not while a field has the focus', async () => {
    fakeShell({ console_status: () => aStatus(), list_timeline: timeline });
    const user = openApp();
    await screen.findByRole('grid');
    await user.keyboard('/');
    expect(screen.getByRole('searchbox', { name: 'Show one subject' })).toHaveFocus();
    await user.keyboard('ga');
    expect(screen.getByRole('heading', { name: 'Timeline' })).toBeVisible();
    await user.clear(screen.getByRole('searchbox', { name: 'Show one subject' }));
    await user.tab();
    await user.keyboard('ga');
    expect(await screen.findByRole('heading', { name: 'Audit' })).toBeVisible();
    await user.keyboard('{Escape}');
    expect(await screen.findByRole('heading', { name: 'Timeline' })).toBeVisible();
  });

  it('are all listed in the help', async () => {
    fakeShell({ console_status: () => aStatus(), list_timeline: timeline });
    const user = openApp();
    await screen.findByRole('grid');
    await user.keyboard('?');
    const help = await screen.findByRole('dialog', { name: 'Keys' });
    expect(help).toHaveTextContent('Search or run a command');
    expect(help).toHaveTextContent('Open the row');
  });

  it('open the palette, which opens a subject that is typed', async () => {
    const shell = fakeShell({ console_status: () => aStatus(), list_timeline: timeline });
    const user = openApp();
    await screen.findByRole('grid');
    await user.keyboard('{Control>}k{/Control}');
    await screen.findByRole('menuitem', { name: /^Audit$/ });
    await user.keyboard('transaction 7');
    await screen.findByRole('menuitem', { name: /Transaction 7: timeline/ });
    await user.keyboard('{Enter}');
    expect(await screen.findByRole('heading', { name: 'Transaction 7' })).toBeVisible();
    expect(shell.asked('list_timeline').at(-1)?.request).toMatchObject({
      subject: 'transaction:7',
    });
  });
});
