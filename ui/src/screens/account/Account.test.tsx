// A receiver account's page: masked numbers, shown on demand; changes of details above all else.

import { screen, within } from '@testing-library/react';
import { expect, it } from 'vitest';
import { aChange, accountFactsOf, aMeaning, BANK, openAccount } from '../../testing/account';
import { someFacts } from '../../testing/api';
import { seriousFindings } from '../../testing/serious';

const HASH = '#/account/7';

it('says its status as a word with its shape and its meaning, and whose it is', async () => {
  const { user } = openAccount(HASH);
  const status = await screen.findByTestId('account-status');
  expect(status.querySelector('[data-mark=confirmed] svg')).toBeInTheDocument();
  expect(status).toHaveTextContent(/Active.*ACTIVE.*it can be paid to/);
  expect(screen.getByRole('heading', { level: 1 })).toHaveTextContent('Okafor Trading');
  expect(await seriousFindings()).toEqual([]);
  await user.click(await screen.findByRole('button', { name: 'Okafor Trading Ltd' }));
  expect(window.location.hash).toBe('#/merchant/3');
});

it('shows no full number until it is asked for, and none after leaving', async () => {
  const { user } = openAccount(HASH);
  const payee = await screen.findByTestId('payee');
  expect(payee).toHaveTextContent('···· 3000');
  expect(screen.getByTestId('account')).not.toHaveTextContent(BANK.accountNumber);
  expect(screen.getByTestId('account')).not.toHaveTextContent(BANK.iban);
  expect(document.title).not.toContain('3000');
  const show = within(payee).getByRole('button', { name: 'Show the IBAN' });
  expect(show).toHaveAttribute('aria-pressed', 'false');
  await user.click(show);
  expect(payee).toHaveTextContent('DE89 3704 0044 0532 0130 00');
  expect(payee).not.toHaveTextContent(BANK.accountNumber);
  await user.click(show);
  expect(payee).not.toHaveTextContent('DE89 3704');
  await user.click(within(payee).getByRole('button', { name: 'Copy the IBAN' }));
  expect(await navigator.clipboard.readText()).toBe(BANK.iban);
});

it('says above all else who changed its details, what of them and when', async () => {
  openAccount(HASH, {
    list_details_changes: () => ({
      changes: [aChange(), aChange({ sequence: 40, action: null, by: null })],
    }),
  });
  const notice = await screen.findByTestId('details-changed');
  expect(notice).toHaveTextContent(/Bank details changed .* by A. Ndiaye: account number, bank/);
  const changes = within(screen.getByTestId('changes'));
  const [first, second] = changes.getAllByRole('listitem');
  expect(first).toHaveTextContent('···· 567');
  expect(first).not.toHaveTextContent('0001234567');
  expect(first).toHaveTextContent('Delta Bank');
  expect(second).toHaveTextContent('not by this console');
  expect(await seriousFindings()).toEqual([]);
});

it('of a wallet shows its network and address', async () => {
  const address = '0x5aAeb6053F3E94C9b9A09f33669435E7Ef1BeAed';
  openAccount(HASH, {
    subject_facts: () =>
      someFacts(
        accountFactsOf({
          status: 'PENDING',
          nameOnAccount: 'متجر الشرق',
          currencySymbol: 'USDC (ERC-20)',
          walletAddress: address,
          network: 'ERC-20',
        }),
      ),
  });
  const payee = await screen.findByTestId('payee');
  expect(payee).toHaveTextContent(/Wallet.*ERC-20.*···· eAed/);
  expect(payee).not.toHaveTextContent(address);
});

it('can’t be edited where its status does not permit it, and says why', async () => {
  const closed = aMeaning({
    status: 'CLOSED',
    word: 'Closed',
    meaning: 'Ended: it can’t be paid to.',
    mayEdit: false,
  });
  openAccount(HASH, {
    subject_facts: () => someFacts(accountFactsOf({ ...BANK, status: 'CLOSED' })),
    status_meanings: () => ({ merchants: [], accounts: [closed], transactions: [] }),
  });
  expect(await screen.findByText(/Editing is off. Ended/)).toBeInTheDocument();
  expect(screen.getByRole('button', { name: 'Edit' })).toBeDisabled();
});

it('of which nothing is known yet says what to do', async () => {
  openAccount(HASH, { subject_facts: () => someFacts([]) });
  expect(await screen.findByText('Status not known')).toBeInTheDocument();
  expect(screen.getByRole('heading', { level: 1 })).toHaveTextContent('Receiver account 7');
  expect(screen.queryByTestId('details-changed')).not.toBeInTheDocument();
});
