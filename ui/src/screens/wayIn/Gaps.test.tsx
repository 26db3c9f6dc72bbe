// The list of gaps: filters, pages, what each says; and the auditor.

import { screen, waitFor, within } from '@testing-library/react';
import { describe, expect, it } from 'vitest';
import { aGapList, ENDED } from '../../testing/gaps';
import { seriousFindings } from '../../testing/serious';
import { aClosing, aGap, aReconciling, gapsPage } from '../../testing/wayIn';

const OPEN = aGap({ from: '2026-01-05T10:00:00.000Z', until: null, causes: ['not_proven'] });
const CLOSED = aGap({ closedBy: aClosing({ missed: 3 }), causes: ['not_running'] });

const standings = () =>
  [...document.querySelectorAll<HTMLElement>('[data-standing]')].map((row) => row.dataset.standing);

describe('the list of gaps', () => {
  it('tells of each why, how long, and whether it was closed', async () => {
    aGapList([OPEN, ENDED, CLOSED]);
    const grid = await screen.findByRole('grid', { name: 'Gaps' });
    expect(standings()).toEqual(['open', 'ended', 'closed']);
    expect(grid).toHaveTextContent('going on');
    expect(grid).toHaveTextContent('not reconciled yet');
    expect(grid).toHaveTextContent('closed: 3 missed');
    expect(grid).toHaveTextContent('12 min');
    expect(grid).toHaveTextContent('app closed');
    expect(screen.getByText('3 gaps in all, 2 open; 3 shown')).toBeVisible();
    expect(await seriousFindings()).toEqual([]);
  });

  it('shows the open ones, or those that were closed', async () => {
    const { user } = aGapList([OPEN, ENDED, CLOSED]);
    await screen.findByRole('grid', { name: 'Gaps' });
    await user.click(screen.getByRole('radio', { name: 'Open' }));
    await waitFor(() => expect(standings()).toEqual(['open', 'ended']));
    await user.click(screen.getByRole('radio', { name: 'Closed' }));
    await waitFor(() => expect(standings()).toEqual(['closed']));
  });

  it.each([
    ['All', 'There is no gap'],
    ['Open', 'No gap is open'],
    ['Closed', 'No gap was closed yet'],
  ])('says of "%s" what an empty list means', async (which, title) => {
    const { user } = aGapList([]);
    await user.click(await screen.findByRole('radio', { name: which }));
    expect(await screen.findByRole('heading', { name: title })).toBeVisible();
  });

  it('reads older pages and comes back to the newest', async () => {
    const { shell, user } = aGapList([], {
      list_gaps: ({ before }) =>
        before === null
          ? gapsPage([ENDED], { next: ENDED.from, total: 2 })
          : gapsPage([CLOSED], { total: 2 }),
    });
    await screen.findByRole('grid', { name: 'Gaps' });
    await user.click(screen.getByRole('button', { name: 'Older' }));
    await waitFor(() => expect(standings()).toEqual(['closed']));
    expect(shell.asked('list_gaps').at(-1)?.request).toMatchObject({ before: ENDED.from });
    await user.click(screen.getByRole('button', { name: 'Back to the newest' }));
    await waitFor(() => expect(standings()).toEqual(['ended']));
  });

  it('starts a reconciliation from a gap, by the keys', async () => {
    const { shell, user } = aGapList([ENDED]);
    await screen.findByRole('grid', { name: 'Gaps' });
    await user.keyboard('j');
    const facts = within(await screen.findByRole('region', { name: 'Facts of the gap' }));
    facts.getByRole('button', { name: 'Reconcile from here' }).focus();
    await user.keyboard('{Enter}');
    await waitFor(() =>
      expect(shell.asked('start_reconciliation')[0]?.request).toEqual({
        profile: 'acme',
        from: ENDED.from,
      }),
    );
    expect(await screen.findByTestId('reconciling-now')).toBeVisible();
    expect(facts.getByRole('button', { name: 'Reconcile from here' })).toBeDisabled();
  });

  it('says why it could not be read', async () => {
    aGapList([], {
      list_gaps: () => {
        throw {
          code: 'internal',
          message: 'The ledger can’t be read.',
          field: null,
          incident: '9f',
        };
      },
    });
    expect(await screen.findByRole('alert')).toHaveTextContent('The ledger can’t be read.');
  });

  it('holds long reasons without breaking', async () => {
    aGapList([
      aGap({
        details: [`the relay said ${'x'.repeat(900)}`],
        causes: ['not_running', 'turned_off', 'not_proven', 'refused'],
      }),
    ]);
    const grid = await screen.findByRole('grid', { name: 'Gaps' });
    expect(grid).toHaveTextContent(
      'app closed, way in turned off, way in not proven, store refusing',
    );
  });
});

describe('the auditor', () => {
  it('reads gaps and progress, and can start and stop nothing', async () => {
    const { user, tell } = aGapList([ENDED], {}, 'auditor');
    await screen.findByRole('grid', { name: 'Gaps' });
    expect(screen.getByRole('button', { name: 'Reconcile a span…' })).toBeDisabled();
    await user.keyboard('j');
    expect(await screen.findByRole('button', { name: 'Reconcile from here' })).toBeDisabled();
    await tell({ now: aReconciling() });
    expect(await screen.findByRole('button', { name: 'Stop it' })).toBeDisabled();
  });
});
