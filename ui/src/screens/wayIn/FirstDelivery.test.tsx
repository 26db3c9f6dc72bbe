// The wait for the first real delivery, and what it may be while none is verified.

import { screen } from '@testing-library/react';
import { describe, expect, it } from 'vitest';
import type { WayInView } from '../../ipc/bindings/WayInView';
import { type aProfile, aRefusedRow, aRow } from '../../testing/fixtures';
import { anSshWay, failing, seenSince } from '../../testing/wayIn';
import { aWayInConsole, ofSteps, openSetUp } from '../../testing/wayInConsole';

describe('the wait for the first delivery', () => {
  const waiting = async (
    view: WayInView,
    rows: ReturnType<typeof aRow>[],
    changed: Parameters<typeof aProfile>[0] = {},
  ) => {
    aWayInConsole(
      view,
      { list_timeline: () => ({ rows, next: null, entries: rows.length }) },
      changed,
    );
    const { user } = openSetUp();
    await user.click((await ofSteps()).getByRole('button', { name: 'First delivery' }));
    return user;
  };

  it('names a wrong secret where hashes do not match', async () => {
    await waiting(anSshWay({ seen: seenSince({ wrongHash: 1, answered401: 1 }) }), [
      aRefusedRow(9),
    ]);
    const help = await screen.findByRole('region', { name: 'What it may be' });
    expect(help.querySelector('[data-may-be=wrong_secret]')).toHaveTextContent('API Security');
    expect(help.querySelector('[data-may-be=nothing_seen]')).toBeNull();
  });

  it('names the field set that is not approved, and leads to its card', async () => {
    const row = aRow(9, { mark: 'refused', verdict: 'field_set_not_approved' });
    const user = await waiting(anSshWay({ seen: seenSince({ fieldSet: 1 }) }), [row]);
    await user.click(await screen.findByRole('button', { name: 'Open the cards' }));
    expect(window.location.hash).toBe('#/cards');
  });

  it('counts what was answered 401, and says what that may do', async () => {
    const row = aRow(9, { mark: 'refused', verdict: 'refused_headers' });
    await waiting(anSshWay({ seen: seenSince({ malformed: 1, answered401: 1 }) }), [row]);
    const help = await screen.findByRole('region', { name: 'What it may be' });
    expect(help.querySelector('[data-may-be=refused]')).toHaveTextContent(
      '1 refused for another reason and answered 401',
    );
  });

  it('says first that the way in is not proven', async () => {
    const view = anSshWay({ badge: failing('canary_unseen', 'a test delivery was not seen') });
    await waiting(view, [aRefusedRow(9)]);
    const help = await screen.findByRole('region', { name: 'What it may be' });
    expect(help.querySelector('li')).toHaveAttribute('data-may-be', 'not_proven');
  });

  it('is over with a delivery whose hash matches: no help stands there then', async () => {
    await waiting(anSshWay(), [aRow(10), aRefusedRow(9)]);
    await screen.findAllByTestId('first-row');
    expect(screen.queryByRole('region', { name: 'What it may be' })).toBeNull();
  });
});
