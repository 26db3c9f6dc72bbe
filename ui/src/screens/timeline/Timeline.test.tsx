// The live timeline: what arrives, what waits, what is never said.

import { screen, waitFor, within } from '@testing-library/react';
import { describe, expect, it } from 'vitest';
import type { ListTimeline } from '../../ipc/bindings/ListTimeline';
import type { TimelineRow } from '../../ipc/bindings/TimelineRow';
import { fakeShell, openApp } from '../../testing/fakeShell';
import { aDelivery, aRefusedRow, aRow, aStatus, rowsFrom } from '../../testing/fixtures';
import { seriousFindings } from '../../testing/serious';

const page = (rows: TimelineRow[], next: number | null = null) => ({ rows, next, entries: 99 });

const dataRows = () =>
  within(screen.getByRole('grid'))
    .getAllByRole('row')
    .filter((row) => row.dataset.sequence !== undefined);
const numbers = () => dataRows().map((row) => Number(row.dataset.sequence));

const live = () => {
  const answers: { rows: TimelineRow[]; next: number | null } = {
    rows: rowsFrom(10, 3),
    next: null,
  };
  const shell = fakeShell({
    console_status: () => aStatus(),
    list_timeline: () => page(answers.rows, answers.next),
  });
  const arrive = async (newest: number, howMany: number, next: number | null = null) => {
    answers.rows = rowsFrom(newest, howMany);
    answers.next = next;
    await shell.notify('list_timeline');
  };
  return { shell, arrive };
};

describe('a live timeline', () => {
  it('shows a new row at the top while nothing is looked at', async () => {
    const { arrive } = live();
    openApp();
    await screen.findByRole('grid', { name: 'Timeline' });
    await arrive(11, 4);
    await waitFor(() => expect(numbers()).toEqual([11, 10, 9, 8]));
  });

  it('holds new rows back while a row has the cursor, and moves none', async () => {
    const { arrive } = live();
    const user = openApp();
    await screen.findByRole('grid', { name: 'Timeline' });
    await user.keyboard('j');
    await waitFor(() => expect(dataRows()[0]).toHaveAttribute('aria-selected', 'true'));
    await arrive(13, 6);
    const newer = await screen.findByRole('button', { name: '3 newer' });
    expect(numbers()).toEqual([10, 9, 8]);
    await user.click(newer);
    await waitFor(() => expect(numbers()).toEqual([13, 12, 11, 10, 9, 8]));
    expect(screen.queryByRole('button', { name: '3 newer' })).toBeNull();
  });

  it('holds new rows back while the pointer moves over the rows', async () => {
    const { arrive } = live();
    const user = openApp();
    await screen.findByRole('grid', { name: 'Timeline' });
    const row = dataRows()[1] as HTMLElement;
    await user.pointer([
      { target: row, coords: { clientX: 10, clientY: 60 } },
      { target: row, coords: { clientX: 14, clientY: 60 } },
    ]);
    await screen.findByText('Held still');
    await arrive(11, 4);
    expect(await screen.findByRole('button', { name: '1 newer' })).toBeVisible();
    expect(numbers()).toEqual([10, 9, 8]);
  });

  it('says with a plus that more than one page waits, and then shows the newest page', async () => {
    const { arrive } = live();
    const user = openApp();
    await screen.findByRole('grid', { name: 'Timeline' });
    await user.keyboard('j');
    await waitFor(() => expect(dataRows()[0]).toHaveAttribute('aria-selected', 'true'));
    await arrive(500, 5, 496);
    await user.click(await screen.findByRole('button', { name: '5+ newer' }));
    await waitFor(() => expect(numbers()).toEqual([500, 499, 498, 497, 496]));
  });

  it('moves the cursor by j and k and opens a delivery by Enter', async () => {
    fakeShell({
      console_status: () => aStatus(),
      list_timeline: () => page(rowsFrom(10, 3)),
      get_delivery: ({ sequence }) => aDelivery({ row: aRow(sequence) }),
    });
    const user = openApp();
    await screen.findByRole('grid', { name: 'Timeline' });
    await user.keyboard('j');
    await user.keyboard('j');
    await waitFor(() => expect(dataRows()[1]).toHaveAttribute('aria-selected', 'true'));
    await user.keyboard('k');
    await waitFor(() => expect(dataRows()[0]).toHaveAttribute('aria-selected', 'true'));
    await user.keyboard('{Enter}');
    expect(await screen.findByTestId('verdict')).toBeVisible();
    await user.keyboard('{Escape}');
    expect(await screen.findByRole('grid', { name: 'Timeline' })).toBeVisible();
    // The way back leads to the very row.
    await waitFor(() => expect(dataRows()[0]).toHaveAttribute('aria-selected', 'true'));
  });

  it('reads older rows from where the held ones end', async () => {
    const asked: ListTimeline[] = [];
    fakeShell({
      console_status: () => aStatus(),
      list_timeline: (request) => {
        asked.push(request);
        return request.from.at === 'newest' ? page(rowsFrom(10, 3), 8) : page(rowsFrom(7, 2));
      },
    });
    const user = openApp();
    await user.click(await screen.findByRole('button', { name: 'Older' }));
    await waitFor(() => expect(numbers()).toEqual([10, 9, 8, 7, 6]));
    expect(asked.at(-1)?.from).toEqual({ at: 'before', sequence: 8 });
    expect(screen.queryByRole('button', { name: 'Older' })).toBeNull();
  });
});

describe('a row', () => {
  it('never says verified of a refused delivery and links it to nobody', async () => {
    fakeShell({
      console_status: () => aStatus(),
      list_timeline: () => page([aRefusedRow(12), aRow(11)]),
    });
    openApp();
    await screen.findByRole('grid');
    const [refused, verified] = dataRows();
    expect(refused).toHaveTextContent('refused');
    expect(refused).not.toHaveTextContent('hash matches');
    expect(refused).toHaveAttribute('data-verdict', 'refused_hash');
    expect(within(refused as HTMLElement).queryByTestId('subject-link')).toBeNull();
    expect(verified).toHaveAttribute('data-subject', 'transaction:7');
  });

  it('says that an uncovered event name is not covered', async () => {
    fakeShell({ console_status: () => aStatus(), list_timeline: () => page([aRow(11)]) });
    openApp();
    expect(
      await screen.findByRole('rowheader', {
        name: 'BusinessRequestStatusChanged, not covered by the hash',
      }),
    ).toBeVisible();
  });

  it('opens the page of the transaction that it is about', async () => {
    fakeShell({ console_status: () => aStatus(), list_timeline: () => page([aRow(11)]) });
    const user = openApp();
    await user.click(await screen.findByTestId('subject-link'));
    expect(window.location.hash).toBe('#/transaction/7');
  });

  it('says on its own timeline which status was last told', async () => {
    fakeShell({ console_status: () => aStatus(), list_timeline: () => page([aRow(11)]) });
    openApp('#/timeline/all/transaction:7');
    expect(await screen.findByRole('heading', { name: 'Transaction 7' })).toBeVisible();
    expect(await screen.findByTestId('subject-status')).toHaveTextContent('OnOff_COMPLETED');
  });
});

describe('a timeline that can’t be read', () => {
  it('says what happened under its incident and asks again when told to', async () => {
    let isBroken = true;
    fakeShell({
      console_status: () => aStatus(),
      list_timeline: () => {
        if (isBroken) {
          throw { code: 'internal', message: 'The disk is gone.', field: null, incident: '7f3a' };
        }
        return page([aRow(1)]);
      },
    });
    const user = openApp();
    const failed = await screen.findByRole('alert');
    expect(failed).toHaveTextContent('The disk is gone.');
    expect(failed).toHaveTextContent('7f3a');
    isBroken = false;
    await user.click(screen.getByRole('button', { name: 'Ask again' }));
    expect(await screen.findByRole('grid')).toBeVisible();
  });

  it('keeps what was there, marked with its age', async () => {
    let isBroken = false;
    const shell = fakeShell({
      console_status: () => aStatus(),
      list_timeline: () => {
        if (isBroken) {
          throw 'list_timeline not allowed';
        }
        return page([aRow(5)]);
      },
    });
    openApp();
    await screen.findByRole('grid');
    isBroken = true;
    await shell.notify('list_timeline');
    expect(await screen.findByText(/As it was/)).toBeVisible();
    expect(numbers()).toEqual([5]);
  });

  it('says of an empty one what would be here', async () => {
    fakeShell({ console_status: () => aStatus(), list_timeline: () => page([]) });
    openApp('#/timeline/refused');
    expect(await screen.findByRole('heading', { name: 'Nothing refused' })).toBeVisible();
  });
});

it('an accessibility check finds nothing serious on a subject’s timeline', async () => {
  fakeShell({
    console_status: () => aStatus(),
    list_timeline: () => page([aRow(12, { alarm: true }), aRefusedRow(11)]),
  });
  openApp('#/timeline/all/transaction:7');
  await screen.findByRole('grid');
  expect(await seriousFindings()).toEqual([]);
});
