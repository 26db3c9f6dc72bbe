// The way in is proven at another URL than the platform's: it is said, and settled by a person.

import { screen, waitFor, within } from '@testing-library/react';
import { describe, expect, it } from 'vitest';
import { openApp } from '../../testing/fakeShell';
import { aProfile, aRefusedRow, aStatus } from '../../testing/fixtures';
import { seriousFindings } from '../../testing/serious';
import { anSshWay, elsewhere, PLATFORM_URL } from '../../testing/wayIn';
import { aWayInConsole, ofSteps, openSetUp } from '../../testing/wayInConsole';

const NGROK = { provider: 'ngrok', domain: '' } as const;
const moved = () => anSshWay({ badge: elsewhere(), setup: NGROK, isUrlLasting: false });
const findNotice = () => screen.findByRole('region', { name: 'The URL has changed' });

describe('a URL that is not the platform’s', () => {
  it('is no plain “reachable”: badge and state say that it is a new one', async () => {
    aWayInConsole(moved());
    openApp('#/way-in/state');
    const badge = await screen.findByTestId('way-in-badge');
    expect(badge).toHaveAccessibleName(/^Way in: at a new URL, 1[2-9] s ago$/);
    expect(badge).toHaveAttribute('data-light', 'look');
    expect(await screen.findByTestId('way-in-state')).toHaveTextContent('this span is a gap');
    expect(await findNotice()).toHaveTextContent('may still send to the URL before');
    expect(document.body).not.toHaveTextContent('8c1d0f2ab6');
    expect(await seriousFindings()).toEqual([]);
  });

  it('is settled by keyboard, with the very URL that is shown', async () => {
    const { shell } = aWayInConsole(moved());
    const user = openApp('#/way-in/state');
    const notice = within(await findNotice());
    expect(notice.getByRole('button', { name: 'Copy the URL for the platform' })).toBeEnabled();
    notice.getByRole('button', { name: 'It is set on the platform' }).focus();
    await user.keyboard('{Enter}');
    await waitFor(() =>
      expect(screen.queryByRole('region', { name: 'The URL has changed' })).toBeNull(),
    );
    const said = shell.asked('confirm_platform_url').map(({ request }) => request);
    expect(said).toEqual([{ profile: 'acme', url: PLATFORM_URL }]);
    expect(screen.getByTestId('way-in-badge')).toHaveAttribute('data-state', 'reachable');
  });

  it('stays where the console refuses, and says why', async () => {
    const message = 'The way in is at another URL by now. Nothing was changed.';
    aWayInConsole(moved(), {
      confirm_platform_url: () => {
        throw { code: 'invalid', message, field: 'url', incident: '' };
      },
    });
    const user = openApp('#/way-in/state');
    const notice = within(await findNotice());
    await user.click(notice.getByRole('button', { name: 'It is set on the platform' }));
    expect(await notice.findByText(message)).toBeVisible();
  });

  it('is not told to an auditor, who can settle nothing', async () => {
    const { shell } = aWayInConsole(
      { ...moved(), platformUrl: null },
      {
        console_status: () =>
          aStatus(aProfile({ name: 'acme', environment: 'live', wayIn: elsewhere() }), {
            mode: 'auditor',
          }),
      },
    );
    const user = openApp('#/way-in/state');
    const notice = within(await findNotice());
    expect(notice.queryByTestId('platform-url')).toBeNull();
    await user.click(notice.getByRole('button', { name: 'It is set on the platform' }));
    expect(shell.asked('confirm_platform_url')).toEqual([]);
  });

  it('leads the set-up to the platform, and is said where a delivery is waited for', async () => {
    const rows = [aRefusedRow(9)];
    aWayInConsole(moved(), { list_timeline: () => ({ rows, next: null, entries: 1 }) });
    const { user } = openSetUp();
    expect(await screen.findByRole('heading', { name: 'Tell the platform' })).toBeVisible();
    await user.click((await ofSteps()).getByRole('button', { name: 'First delivery' }));
    const help = await screen.findByRole('region', { name: 'What it may be' });
    expect(help.querySelector('li')).toHaveAttribute('data-may-be', 'new_url');
  });
});
