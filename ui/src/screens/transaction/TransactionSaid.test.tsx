// What a transaction's page says of what it shows: how sure, how far, what is damaged, what to do.

import { screen, waitFor, within } from '@testing-library/react';
import { expect, it } from 'vitest';
import type { CommandError } from '../../ipc/bindings/CommandError';
import type { ConfirmationView } from '../../ipc/bindings/ConfirmationView';
import { anApproval } from '../../testing/approvals';
import { aKeptCopy, aTransaction, openTransaction } from '../../testing/transactions';

const AT = '2026-01-05T09:00:00.000Z';

it.each([
  [{ text: '1.01', isExact: true, aboveIndicative: '-0.4' }, '0.4 % under the indicative rate'],
  [{ text: '1.01', isExact: true, aboveIndicative: '0' }, 'the indicative rate at creation'],
  [{ text: '1.01', isExact: true, aboveIndicative: null }, 'no indicative rate was kept here'],
  [{ text: '1.01', isExact: false, aboveIndicative: '1' }, '(its first 24 digits)1 % over'],
])('says of a rate how far it is off, and whether it is whole', async (rate, words) => {
  openTransaction({ rate });
  const said = await screen.findByTestId('rate');
  expect(said).toHaveTextContent(words);
  expect(said.textContent?.includes('first 24 digits')).toBe(!rate.isExact);
});

it('copies an amount as the API wrote it, not as it is grouped', async () => {
  const { user } = openTransaction();
  const money = within(await screen.findByTestId('money'));
  await user.click(money.getByRole('button', { name: 'Copy the amount: they receive' }));
  expect(await navigator.clipboard.readText()).toBe('100000.0');
});

it('says how sure its status is, what it means and what comes next', async () => {
  openTransaction();
  const status = await screen.findByTestId('transaction-status');
  expect(status.querySelector('[data-mark=confirmed]')).toBeInTheDocument();
  expect(status).toHaveTextContent('What Awaiting quote approval means.');
  expect(status).toHaveTextContent('Review the quote.');
});

it('opens the drawer for what was pressed, and for nothing else', async () => {
  const { shell, user } = openTransaction({}, { open_approval: () => anApproval(4711) });
  await user.click(await screen.findByRole('button', { name: 'Review quote' }));
  await screen.findByRole('dialog', { name: 'Approve quote' });
  expect(shell.asked('open_approval').map(({ request }) => request)).toEqual([
    expect.objectContaining({ subject: 'transaction:4711', action: 'approve_quote' }),
  ]);
});

it('opens a document in the browser by https alone, its host to be seen', async () => {
  const plain = { url: 'http://plain.example/i.pdf', host: 'plain.example', mayOpen: false };
  const safe = { url: 'https://safe.example/i.pdf', host: 'safe.example', mayOpen: true };
  const { shell, user } = openTransaction(
    {
      documents: [
        { label: 'Invoice', link: plain },
        { label: 'Deposit confirmation', link: safe },
      ],
    },
    { open_link: () => ({}) as never },
  );
  const documents = within(await screen.findByTestId('documents'));
  const [invoice, deposit] = documents.getAllByRole('listitem');
  expect(invoice).toHaveTextContent(/plain\.example.*not https, so it is not opened from here/);
  expect(within(invoice as HTMLElement).queryByRole('button', { name: /Open/ })).toBeNull();
  const open = within(deposit as HTMLElement).getByRole('button', {
    name: 'Open in the browser: deposit confirmation, at safe.example',
  });
  await user.click(open);
  await waitFor(() => expect(shell.asked('open_link')).toHaveLength(1));
  expect(shell.asked('open_link')[0]?.request).toEqual({ url: safe.url });
});

const confirmation = (changed: Partial<ConfirmationView>): ConfirmationView => ({
  ...aTransaction().confirmation,
  status: 'TELEX_ARRIVED',
  readAt: AT,
  readSequence: 12,
  ...changed,
});

it.each([
  ['damaged', 'The local copy is damaged: its bytes are not those that came. Keep it anew.'],
  ['missing', 'There is no local copy any more: keep the document anew.'],
] as const)('a copy that is %s says so, and is neither opened nor saved', async (copy, words) => {
  openTransaction({ confirmation: confirmation({ kept: [aKeptCopy({ copy })] }) });
  const one = within(await screen.findByTestId('kept-confirmation'));
  expect(one.getByText(words)).toBeVisible();
  expect(one.getByRole('button', { name: 'Open' })).toBeDisabled();
  expect(one.getByRole('button', { name: 'Save a copy' })).toBeDisabled();
});

it('says why the confirmation could not be read, and is not read without a server', async () => {
  openTransaction({
    canRead: false,
    confirmation: confirmation({ failed: 'HTTP 503, a page.' }),
  });
  const told = within(await screen.findByTestId('confirmation'));
  expect(told.getByText(/The last read did not work: HTTP 503, a page\./)).toBeVisible();
  expect(told.getByRole('button', { name: 'Read the confirmation' })).toBeDisabled();
});

it('says why its document could not be kept', async () => {
  const failed: CommandError = {
    code: 'internal',
    message: 'The document came without an end. Nothing was kept; try it again.',
    field: null,
    incident: '1',
  };
  const link = { url: 'https://cedar.example/t.pdf', host: 'cedar.example', mayOpen: true };
  const { user } = openTransaction(
    { confirmation: confirmation({ document: { label: 'Payout confirmation', link } }) },
    {
      keep_confirmation: () => {
        throw failed;
      },
    },
  );
  await user.click(await screen.findByRole('button', { name: 'Keep the document' }));
  expect(await screen.findByRole('alert')).toHaveTextContent('came without an end');
});
