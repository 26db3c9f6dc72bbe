// Reconciliation: its progress, how the last one ended, starting and stopping it.

import { screen, waitFor, within } from '@testing-library/react';
import { describe, expect, it } from 'vitest';
import { aGapList, ENDED } from '../../testing/gaps';
import { seriousFindings } from '../../testing/serious';
import { aReconciling } from '../../testing/wayIn';

describe('reconciliation', () => {
  it('shows step, calls, objects and what was missed, and stops when told to', async () => {
    const { shell, user, tell } = aGapList([ENDED]);
    await tell({ now: aReconciling({ missed: 1 }) });
    const now = await screen.findByTestId('reconciling-now');
    expect(now).toHaveTextContent('step 2 of 6: List payouts. 120 objects in 4 calls so far');
    expect(now).toHaveTextContent('1 change that no webhook told');
    const bar = within(now).getByRole('progressbar', { name: 'Steps of the reconciliation' });
    expect(bar).toHaveAttribute('aria-valuetext', 'step 2 of 6: List payouts');
    await tell({ now: aReconciling({ stepsDone: 5, objects: 400 }) });
    await waitFor(() => expect(now).toHaveTextContent('step 6 of 6'));
    expect(await seriousFindings()).toEqual([]);
    await user.click(within(now).getByRole('button', { name: 'Stop it' }));
    await waitFor(() => expect(shell.asked('cancel_reconciliation')).toHaveLength(1));
    await waitFor(() => expect(screen.queryByTestId('reconciling-now')).toBeNull());
  });

  it('says that it goes on where the one before a restart stopped', async () => {
    const { tell } = aGapList([ENDED]);
    await tell({ now: aReconciling({ goesOn: true }) });
    expect(await screen.findByTestId('reconciling-now')).toHaveTextContent(
      'going on where the last one stopped',
    );
  });

  it('reads slowly in the background without holding another one up', async () => {
    const { tell } = aGapList([ENDED]);
    await tell({ now: aReconciling({ isBackground: true }) });
    expect(await screen.findByText('Reading slowly in the background')).toBeVisible();
    expect(screen.getByRole('button', { name: 'Reconcile a span…' })).toBeEnabled();
  });

  const ENDS = [
    ['whole', 'All was read.', {}],
    ['partial', 'All was read but what the server refuses.', { refused: ['List collections'] }],
    ['cancelled', 'A person stopped it.', { by: 'A. Ndiaye' }],
    ['failed', 'It stopped; what was read is kept', { sequence: null, detail: 'No answer came.' }],
  ] as const;
  it.each(ENDS)('tells how the last one ended: %s', async (end, words, more) => {
    const { tell } = aGapList([]);
    const last = {
      end,
      sequence: 77,
      from: ENDED.from,
      at: '2026-01-05T09:20:00.000Z',
      by: null,
      calls: 6,
      objects: 212,
      missed: 0,
      refused: [],
      detail: '',
      ...more,
    };
    await tell({ last: { ...last, refused: [...last.refused] } });
    const told = await screen.findByTestId('last-reconciliation');
    expect(told).toHaveAttribute('data-end', end);
    expect(told).toHaveTextContent(words);
    expect(told).toHaveTextContent('States between two reads can’t be known.');
    if (last.detail) {
      expect(told).toHaveTextContent(last.detail);
    }
    for (const refused of last.refused) {
      expect(told).toHaveTextContent(`changes may be missed there: ${refused}`);
    }
  });

  it('is started for a span, from an instant that is typed', async () => {
    const { shell, user } = aGapList([]);
    await user.click(await screen.findByRole('button', { name: 'Reconcile a span…' }));
    expect(screen.getAllByRole('spinbutton').length).toBeGreaterThan(4);
    await user.click(screen.getByRole('button', { name: 'Reconcile' }));
    await waitFor(() => expect(shell.asked('start_reconciliation')).toHaveLength(1));
    const requests = shell.asked('start_reconciliation').map(({ request }) => request);
    const hours = (requests as { from: string }[]).map(
      ({ from }) => (Date.now() - new Date(from).getTime()) / 3_600_000,
    );
    expect(hours.every((one) => one > 23.9 && one < 25.1)).toBe(true);
  });

  it('says why none can be started', async () => {
    const { tell } = aGapList([ENDED]);
    await tell({ whyNot: 'There are no credentials.' });
    expect(await screen.findByText('There are no credentials.')).toBeVisible();
    expect(screen.getByRole('button', { name: 'Reconcile a span…' })).toBeDisabled();
  });

  it('says that it has not happened yet', async () => {
    aGapList([]);
    expect(await screen.findByText(/That has not happened yet/)).toBeVisible();
  });
});
