// The list of deliveries: filters in the address, what hides what, events, and no row that moves.

import { screen, waitFor, within } from '@testing-library/react';
import { describe, expect, it } from 'vitest';
import type { ListDeliveries } from '../../ipc/bindings/ListDeliveries';
import type { TimelineRow } from '../../ipc/bindings/TimelineRow';
import { aCard, someEvents } from '../../testing/cards';
import { type Answers, fakeShell, openApp } from '../../testing/fakeShell';
import { aDelivery, aProfile, aRow, aStatus, rowsFrom } from '../../testing/fixtures';
import { seriousFindings } from '../../testing/serious';

const page = (rows: TimelineRow[], next: number | null = null) => ({ rows, next, entries: 99 });

const shell = (answers: Partial<Answers> = {}) =>
  fakeShell({
    console_status: () => aStatus(aProfile({ cards: 2 })),
    list_deliveries: () => page(rowsFrom(10, 3)),
    list_events: someEvents,
    list_cards: () => ({ open: [aCard()], settled: [] }),
    get_delivery: ({ sequence }) => aDelivery({ row: aRow(sequence) }),
    ...answers,
  });

const asked = (fake: ReturnType<typeof shell>): ListDeliveries =>
  fake.asked('list_deliveries').at(-1)?.request as ListDeliveries;

const numbers = () =>
  within(screen.getByRole('grid', { name: 'Deliveries' }))
    .getAllByRole('row')
    .flatMap(({ dataset }) => (dataset.sequence ? [Number(dataset.sequence)] : []));

describe('filters', () => {
  it('of verdicts are chosen by human words, in groups, and stand in the address', async () => {
    const fake = shell();
    const user = openApp('#/deliveries/all');
    await user.click(await screen.findByRole('button', { name: 'Verdict' }));
    const list = await screen.findByRole('listbox', { name: 'Verdicts' });
    expect(within(list).getAllByRole('group')).toHaveLength(3);
    expect(within(list).getAllByRole('option')).toHaveLength(13);
    await user.click(within(list).getByRole('option', { name: /Hash matches no secret/ }));
    await user.click(within(list).getByRole('option', { name: /Nothing was signed/ }));
    await waitFor(() =>
      expect(asked(fake).filter.verdicts.toSorted()).toEqual(['refused_empty', 'refused_hash']),
    );
    expect(window.location.hash).toContain('verdict=refused_hash%2Crefused_empty');
    await user.keyboard('{Escape}');
    expect(screen.getByRole('button', { name: /Verdict\s*2 verdicts/ })).toBeVisible();
  });

  it('are all taken off at once, and only then are all asked for', async () => {
    const fake = shell();
    const user = openApp('#/deliveries/refused?event=none&subject=transaction%3A7&alarms=only');
    await screen.findByRole('grid', { name: 'Deliveries' });
    expect(asked(fake).filter).toMatchObject({
      show: 'refused',
      events: ['none'],
      subject: 'transaction:7',
      alarmsOnly: true,
    });
    await user.click(screen.getByRole('button', { name: 'Clear all' }));
    await waitFor(() =>
      expect(asked(fake).filter).toMatchObject({ show: 'refused', events: [], subject: null }),
    );
    expect(screen.queryByRole('button', { name: 'Clear all' })).toBeNull();
    expect(window.location.hash).toBe('#/deliveries/refused');
  });

  it('are found again by the way back', async () => {
    const fake = shell();
    const user = openApp('#/deliveries/all?verdict=refused_json');
    await screen.findByRole('grid', { name: 'Deliveries' });
    await user.keyboard('j');
    await user.keyboard('{Enter}');
    await screen.findByTestId('verdict');
    await user.keyboard('{Escape}');
    await screen.findByRole('grid', { name: 'Deliveries' });
    expect(asked(fake).filter.verdicts).toEqual(['refused_json']);
    expect(screen.getByRole('button', { name: /Body can’t be read in one way/ })).toBeVisible();
  });

  it('by subject is typed after a slash, and what is none is not asked for', async () => {
    const fake = shell();
    const user = openApp('#/deliveries/all');
    await screen.findByRole('grid', { name: 'Deliveries' });
    await user.keyboard('/');
    const field = await screen.findByRole('textbox', { name: 'Subject' });
    await user.type(field, 'desk 7{Enter}');
    expect(await screen.findByText(/and its number/)).toBeVisible();
    expect(asked(fake).filter.subject).toBeNull();
    await user.clear(field);
    await user.type(field, 'account 12{Enter}');
    await waitFor(() => expect(asked(fake).filter.subject).toBe('account:12'));
  });

  it('by span begins today at this machine’s midnight', async () => {
    const fake = shell();
    const user = openApp('#/deliveries/all');
    await user.click(await screen.findByRole('button', { name: 'Received' }));
    await user.click(await screen.findByRole('option', { name: 'Today' }));
    const midnight = new Date();
    midnight.setHours(0, 0, 0, 0);
    await waitFor(() => expect(asked(fake).filter.since).toBe(midnight.toISOString()));
    expect(asked(fake).filter.until).toBeNull();
  });

  it('by span from one instant to another is shown in local time', async () => {
    const fake = shell();
    openApp('#/deliveries/all?since=2026-01-05T09:00:00.000Z&until=2026-01-05T10:30:00.000Z');
    await screen.findByRole('grid', { name: 'Deliveries' });
    expect(asked(fake).filter).toMatchObject({
      since: '2026-01-05T09:00:00.000Z',
      until: '2026-01-05T10:30:00.000Z',
    });
    expect(
      screen.getByRole('button', { name: /5 Jan 2026, 10:00:00 GMT\+1 to .* 11:30:00/ }),
    ).toBeVisible();
  });
});

describe('an empty list', () => {
  it('says which filter hides what there is, and takes it off', async () => {
    const fake = shell({
      list_deliveries: ({ filter }) => page(filter.verdicts.length > 0 ? [] : rowsFrom(10, 3)),
    });
    const user = openApp('#/deliveries/all?verdict=refused_json&alarms=only');
    expect(await screen.findByRole('heading', { name: 'No delivery fits' })).toBeVisible();
    const suspects = within(screen.getByRole('list', { name: 'Filters that are on' }));
    const culprit = await suspects.findByText('hides deliveries');
    const line = culprit.closest('li') as HTMLElement;
    expect(line).toHaveTextContent('Body can’t be read in one way');
    expect(suspects.getByText('Alarms only').closest('li')).not.toHaveTextContent('hides');
    await user.click(within(line).getByRole('button', { name: 'Take it off' }));
    await waitFor(() => expect(numbers()).toEqual([10, 9, 8]));
    expect(asked(fake).filter.alarmsOnly).toBe(true);
  });

  it('without a filter says what would be here', async () => {
    shell({ list_deliveries: () => page([]) });
    openApp('#/deliveries/refused');
    expect(await screen.findByRole('heading', { name: 'The quarantine is empty' })).toBeVisible();
  });
});

describe('a live list', () => {
  it('holds newer deliveries back while a row has the cursor', async () => {
    let rows = rowsFrom(10, 3);
    const fake = shell({ list_deliveries: () => page(rows) });
    const user = openApp('#/deliveries/all');
    await screen.findByRole('grid', { name: 'Deliveries' });
    await user.keyboard('j');
    rows = rowsFrom(12, 5);
    await fake.notify('list_deliveries');
    await user.click(await screen.findByRole('button', { name: '2 newer' }));
    await waitFor(() => expect(numbers()).toEqual([12, 11, 10, 9, 8]));
  });

  it('never shows rows of another filter under the one that is set', async () => {
    shell({
      list_deliveries: ({ filter }) => page(filter.alarmsOnly ? [aRow(3)] : rowsFrom(10, 3)),
    });
    const user = openApp('#/deliveries/all');
    await screen.findByRole('grid', { name: 'Deliveries' });
    await user.click(screen.getByRole('button', { name: 'Alarms only' }));
    await waitFor(() => expect(numbers()).toEqual([3]));
    await user.click(screen.getByRole('button', { name: 'Alarms only' }));
    await waitFor(() => expect(numbers()).toEqual([10, 9, 8]));
  });
});

describe('the events', () => {
  it('are told apart as seen and never seen, with how to switch them on', async () => {
    shell();
    const user = openApp('#/deliveries/all');
    const seen = (await screen.findByText('A transaction has another status.')).closest('li');
    expect(seen).toHaveTextContent('7 today');
    expect(seen).not.toHaveTextContent('never');
    const unseen = screen.getByText('A merchant has another status.').closest('li');
    expect(unseen).toHaveTextContent('never seen');
    await user.click(screen.getByRole('button', { name: 'Switch on 1 never seen' }));
    expect(screen.getByText('API › API Webhooks')).toBeVisible();
    expect(screen.getByText('API › API Security')).toBeVisible();
    expect(screen.getByText('API › API Webhook Logs')).toBeVisible();
  });

  it('have a match rate in words that never rounds up to the whole', async () => {
    shell();
    openApp('#/deliveries/all');
    const table = await screen.findByRole('table', { name: 'Verified deliveries a day' });
    expect(table).toHaveTextContent('5 Jan 202699.8 %, 998 of 1000');
    expect(table).toHaveTextContent('4 Jan 2026100 %, 500 of 500');
  });
});

it('the cards that wait are one press away', async () => {
  shell();
  const user = openApp('#/deliveries/all');
  await user.click(await screen.findByTestId('open-cards'));
  expect(await screen.findByRole('heading', { name: 'Cards' })).toBeVisible();
});

it('an accessibility check finds nothing serious', async () => {
  shell();
  openApp('#/deliveries/all?verdict=refused_json');
  await screen.findByRole('grid', { name: 'Deliveries' });
  await screen.findByText('A transaction has another status.');
  expect(await seriousFindings()).toEqual([]);
});
