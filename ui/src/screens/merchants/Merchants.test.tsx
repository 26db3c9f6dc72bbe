// The list of merchants: searched, narrowed, sorted, by keyboard; still while it is looked at.

import { act, screen, waitFor, within } from '@testing-library/react';
import { describe, expect, it } from 'vitest';
import { aMerchant, anAge, aStanding, catalogShell } from '../../testing/catalog';
import { openApp } from '../../testing/fakeShell';
import { seriousFindings } from '../../testing/serious';

const SOME = [
  aMerchant(7, 'Adaeze Trading Ltd'),
  aMerchant(8, 'شركة النور للتجارة', 'ACTION_NEEDED', {
    standing: aStanding('ACTION_NEEDED', { sinceIsExact: false }),
  }),
  aMerchant(9, null, 'NEW', { localRegNumber: null, country: null }),
];

const open = (merchants = SOME, hash = '#/merchants') => {
  const { shell, state } = catalogShell(merchants);
  return { shell, state, user: openApp(hash) };
};
const grid = () => screen.findByRole('grid', { name: 'Merchants' });
const rows = () =>
  within(screen.getByRole('grid'))
    .getAllByRole('row')
    .filter((row) => row.dataset.subject !== undefined);
const asked = (shell: ReturnType<typeof open>['shell']) =>
  shell.asked('list_merchants').at(-1)?.request as Record<string, unknown>;

describe('the list of merchants', () => {
  it('shows each with its status, how long it holds and how surely', async () => {
    open();
    await grid();
    const [adaeze, nour, unread] = rows();
    expect(adaeze).toHaveTextContent('Adaeze Trading Ltd7Approved');
    expect(adaeze).toHaveTextContent('confirmed');
    expect(nour).toHaveTextContent(/≥ \d+ d/);
    expect(nour?.querySelector('bdi')).toHaveTextContent('شركة النور للتجارة');
    expect(unread).toHaveTextContent('Merchant 9, not read yet');
    expect(await seriousFindings()).toEqual([]);
  });

  it('is searched, narrowed by status and sorted at the Rust side', async () => {
    const { shell, user } = open();
    await grid();
    await user.keyboard('/adaeze');
    await waitFor(() => expect(rows()).toHaveLength(1));
    expect(asked(shell)).toMatchObject({ search: 'adaeze', statuses: [], sort: 'name' });
    await user.clear(screen.getByRole('searchbox', { name: 'Search merchants' }));
    await user.click(screen.getByRole('button', { name: 'Action needed 1' }));
    await user.click(screen.getByRole('button', { name: 'New 1' }));
    await waitFor(() => expect(rows()).toHaveLength(2));
    expect(asked(shell)).toMatchObject({ search: '', statuses: ['ACTION_NEEDED', 'NEW'] });
    await user.click(screen.getByRole('columnheader', { name: /In it/ }));
    await waitFor(() =>
      expect(asked(shell)).toMatchObject({ sort: 'status_since', descending: false }),
    );
    await user.click(screen.getByRole('columnheader', { name: /In it/ }));
    await waitFor(() => expect(asked(shell)).toMatchObject({ descending: true }));
  });

  it('is walked, inspected and opened by keyboard, and n makes a new one', async () => {
    const { user } = open();
    await grid();
    await user.keyboard('jj{Enter}');
    expect(window.location.hash).toBe('#/merchant/8');
    await user.keyboard('{Escape}');
    const facts = within(
      await screen.findByRole('complementary', { name: 'Facts of the row under the cursor' }),
    );
    expect(facts.getByText('What Action needed means.')).toBeVisible();
    expect(facts.getByText('Waits for us')).toBeVisible();
    await user.keyboard('{Escape}n');
    expect(window.location.hash).toBe('#/merchant-form/new');
  });

  it('says that nothing fits, and shows all again', async () => {
    const { user } = open();
    await grid();
    await user.keyboard('/zzz');
    expect(await screen.findByRole('heading', { name: 'No merchant fits' })).toBeVisible();
    await user.click(screen.getByRole('button', { name: 'Show all' }));
    await waitFor(() => expect(rows()).toHaveLength(3));
    expect(screen.getByRole('searchbox')).toHaveValue('');
  });

  it('moves no row while one is under the cursor, and says that it has changed', async () => {
    const { shell, state, user } = open();
    await grid();
    await user.keyboard('jj');
    state.merchants = [aMerchant(5, 'Aardvark'), ...SOME.slice(0, 1), aMerchant(8, 'Renamed')];
    await act(() => shell.notify('list_merchants'));
    const show = await screen.findByRole('button', { name: 'Changed: show' });
    expect(rows().map((row) => row.dataset.subject)).toEqual([
      'merchant:7',
      'merchant:8',
      'merchant:9',
    ]);
    expect(rows()[1]).toHaveTextContent('Renamed');
    await user.click(show);
    await waitFor(() =>
      expect(rows().map((row) => row.dataset.subject)).toEqual([
        'merchant:5',
        'merchant:7',
        'merchant:8',
      ]),
    );
  });

  it('goes on where it ends', async () => {
    const age = anAge();
    const { shell } = catalogShell([], [], {
      list_merchants: ({ limit }) => {
        const rows = limit > 100 ? SOME : SOME.slice(0, 2);
        return { rows, next: limit > 100 ? null : '8:', counts: [], age };
      },
    });
    const user = openApp('#/merchants');
    await grid();
    expect(await screen.findByText(/^Rows 1 to 2 of/)).toBeVisible();
    await user.keyboard('o');
    expect(await screen.findByText('3 rows')).toBeVisible();
    expect(asked(shell)).toMatchObject({ after: null, limit: 200 });
  });
});

describe('the index’s age', () => {
  it('is shown, and a listing shows how far it is and can be stopped', async () => {
    const { user, shell } = open();
    const age = within(await screen.findByTestId('index-age'));
    expect(await age.findByText(/^All listed/)).toBeVisible();
    await user.click(age.getByRole('button', { name: 'Refresh' }));
    expect(await age.findByText('Listing merchants: 1,200 of 50,000')).toBeVisible();
    expect(age.getByRole('progressbar')).toHaveAttribute('aria-valuenow', '1200');
    await user.click(age.getByRole('button', { name: 'Stop' }));
    await waitFor(() => expect(shell.asked('cancel_refresh')).toHaveLength(1));
    expect(await age.findByText(/^All listed/)).toBeVisible();
  });

  it('says that a listing stopped, and offers to go on', async () => {
    const { state, shell } = open();
    await grid();
    state.age = anAge({ failed: 'The connection was refused.', filledAt: null });
    await act(() => shell.notify('catalog_age'));
    const age = within(screen.getByTestId('index-age'));
    expect(await age.findByText('The listing stopped')).toHaveAttribute(
      'title',
      'The connection was refused.',
    );
    expect(age.getByRole('button', { name: 'Go on' })).toBeEnabled();
  });

  it('leads to the credentials where nothing can be listed and nothing is known', async () => {
    const { state, user } = open([]);
    state.age = anAge({ filledAt: null, canRefresh: false });
    await user.click(await screen.findByRole('button', { name: 'Server and credentials' }));
    expect(window.location.hash).toBe('#/settings/server');
  });
});
