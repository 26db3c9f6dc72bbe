// The list of transactions: narrowed, searched, sorted, saved as views, by keyboard.

import { screen, waitFor, within } from '@testing-library/react';
import { expect, it } from 'vitest';
import { seriousFindings } from '../../testing/serious';
import { aRow, openTransactions, THIRTY_EIGHT } from '../../testing/transactions';

const ROWS = [
  aRow(4711),
  aRow(4712, 'OnOff_AWAITING_DEPOSIT', { kind: 'end_to_end', kindWord: 'End to end' }),
  aRow(4713, 'Receive_AWAITING_DEPOSIT', {
    kind: 'collection',
    kindWord: 'Collection',
    source: { number: '9', name: 'Zenith', detail: null },
    target: null,
    toAmount: THIRTY_EIGHT,
    toCurrency: 'NGN',
    fromAmount: null,
    fromCurrency: 'NGN',
  }),
  aRow(4714, 'OnOff_ON HOLD', { kind: null, kindWord: 'Transaction', toAmount: '0.30' }),
];

const grid = () => screen.findByRole('grid', { name: 'Transactions' });
const rows = () =>
  within(screen.getByRole('grid', { name: 'Transactions' }))
    .getAllByRole('row')
    .filter((row) => row.dataset.subject !== undefined);
const shown = () => rows().map((row) => row.dataset.subject?.replace('transaction:', ''));

it('shows each with its amounts to the last digit and its status as it was written', async () => {
  openTransactions(ROWS);
  await grid();
  const [payout, , long, odd] = rows();
  expect(payout).toHaveTextContent('Payout 4711');
  expect(payout).toHaveTextContent('100,000.0 USD');
  expect(long).toHaveTextContent(
    '12,345,678,901,234,567,890,123,456,789,012,345,678.000000000000000001 NGN',
  );
  expect(long?.querySelector('data')).toHaveAttribute('value', THIRTY_EIGHT);
  expect(odd).toHaveTextContent('0.30 USD');
  expect(odd).toHaveTextContent('OnOff_ON HOLD');
  expect(await seriousFindings()).toEqual([]);
});

it('is narrowed to a kind, a currency and a status, and takes each off again', async () => {
  const { user } = openTransactions(ROWS);
  await grid();
  await user.click(screen.getByRole('button', { name: 'Kind' }));
  await user.click(await screen.findByRole('option', { name: 'Collection' }));
  await user.keyboard('{Escape}');
  await waitFor(() => expect(shown()).toEqual(['4713']));
  await user.click(screen.getByRole('button', { name: 'Clear kind' }));
  await user.click(screen.getByRole('button', { name: 'Currency' }));
  await user.click(await screen.findByRole('option', { name: 'USD' }));
  await waitFor(() => expect(shown()).toEqual(['4711', '4712', '4714']));
  await user.click(screen.getByRole('button', { name: /^Awaiting deposit/ }));
  await waitFor(() => expect(shown()).toEqual(['4712']));
  await user.click(screen.getByRole('button', { name: 'Clear currency' }));
  await waitFor(() => expect(shown()).toEqual(['4712', '4713']));
});

it('asks for the newest first, and as it is sorted even when all are shown again', async () => {
  const { shell, user } = openTransactions(ROWS, '#/transactions?account=70');
  await grid();
  const asked = () => shell.asked('list_transactions').at(-1)?.request;
  expect(asked()).toMatchObject({ account: '70', sort: 'created', descending: true });
  await user.click(screen.getByRole('columnheader', { name: 'Made' }));
  await waitFor(() => expect(asked()).toMatchObject({ sort: 'created', descending: false }));
  await user.type(screen.getByRole('searchbox', { name: 'Search transactions' }), 'nowhere');
  await user.click(await screen.findByRole('button', { name: 'Show all' }));
  await waitFor(() =>
    expect(asked()).toMatchObject({ account: null, search: '', descending: false }),
  );
  await user.click(screen.getByRole('button', { name: 'New transaction' }));
  expect(window.location.hash).toMatch(/^#\/transaction-form/);
});

it('opens narrowed as its address says, and leads back from what finds nothing', async () => {
  const { user } = openTransactions(ROWS, '#/transactions?kind=payout&merchant=7');
  await grid();
  expect(shown()).toEqual(['4711']);
  expect(await screen.findByRole('button', { name: /^Merchant ?Acme/ })).toBeVisible();
  await user.type(screen.getByRole('searchbox', { name: 'Search transactions' }), 'nowhere');
  await user.click(await screen.findByRole('button', { name: 'Show all' }));
  await waitFor(() => expect(shown()).toHaveLength(4));
});

it('keeps what is shown under a name, and shows it again later', async () => {
  window.localStorage.clear();
  const { user } = openTransactions(ROWS);
  await grid();
  await user.click(screen.getByRole('button', { name: /^Awaiting deposit/ }));
  await waitFor(() => expect(shown()).toEqual(['4712', '4713']));
  await user.click(screen.getByRole('button', { name: 'View' }));
  const name = await screen.findByRole('textbox', { name: 'Name of what is shown now' });
  await user.type(name, 'To deposit{Enter}');
  expect(await screen.findByRole('button', { name: /^View ?To deposit/ })).toBeVisible();
  await user.click(screen.getByRole('button', { name: 'Clear view' }));
  await waitFor(() => expect(shown()).toHaveLength(4));
  await user.click(screen.getByRole('button', { name: 'View' }));
  await user.click(await screen.findByRole('option', { name: 'To deposit' }));
  await waitFor(() => expect(shown()).toEqual(['4712', '4713']));
  await user.click(screen.getByRole('button', { name: /^View ?To deposit/ }));
  await user.click(await screen.findByRole('button', { name: 'Remove “To deposit”' }));
  expect(screen.queryByRole('button', { name: /^View ?To deposit/ })).not.toBeInTheDocument();
});

it('by keyboard leads to a transaction, and beside it to its merchants', async () => {
  const { user } = openTransactions(ROWS);
  await grid();
  await user.keyboard('j');
  const facts = within(
    await screen.findByRole('complementary', { name: 'Facts of the row under the cursor' }),
  );
  expect(facts.getByRole('button', { name: 'Acme Exports Ltd' })).toBeVisible();
  expect(facts.getByText('REF-4711')).toBeVisible();
  expect(facts.getByRole('button', { name: 'Okafor Trading' })).toBeVisible();
  await user.keyboard('{Enter}');
  expect(window.location.hash).toBe('#/transaction/4711');
});

it('does not move the row that is looked at when others come', async () => {
  const { user, state, shell } = openTransactions(ROWS);
  await grid();
  await user.keyboard('j');
  state.rows = [aRow(4800), ...ROWS];
  await shell.notify('list_transactions');
  expect(await screen.findByTestId('show-now')).toBeVisible();
  expect(shown()).toEqual(['4711', '4712', '4713', '4714']);
  await user.click(screen.getByTestId('show-now'));
  await waitFor(() => expect(shown()[0]).toBe('4800'));
});
