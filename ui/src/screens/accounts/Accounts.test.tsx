// The list of receiver accounts: masked numbers, one merchant's alone, one currency.

import { screen, waitFor, within } from '@testing-library/react';
import { expect, it } from 'vitest';
import { aMerchant, anAccount, catalogShell } from '../../testing/catalog';
import { openApp } from '../../testing/fakeShell';
import { seriousFindings } from '../../testing/serious';

const ACCOUNTS = [
  anAccount(70),
  anAccount(71, { currency: 'USDC (ERC-20)', bankOrNetwork: 'ERC-20', masked: '9EE7' }),
  anAccount(72, { owner: '8', ownerName: 'شركة النور', nameOnAccount: null, masked: null }),
];
const open = (hash = '#/accounts') => {
  const { shell } = catalogShell([aMerchant(7, 'Adaeze Trading Ltd')], ACCOUNTS);
  return { shell, user: openApp(hash) };
};
const rows = () =>
  within(screen.getByRole('grid', { name: 'Receiver accounts' }))
    .getAllByRole('row')
    .filter((row) => row.dataset.subject !== undefined);

it('shows each with its merchant, its bank, and no more than the end of its number', async () => {
  open();
  await screen.findByRole('grid', { name: 'Receiver accounts' });
  const [bank, wallet, unread] = rows();
  expect(bank).toHaveTextContent('Account 70 Ltd70Adaeze Trading LtdFirst Delta Bank···· 4567NGN');
  expect(wallet).toHaveTextContent('···· 9EE7USDC (ERC-20)');
  expect(unread).toHaveTextContent('Account 72, not read yet');
  expect(await seriousFindings()).toEqual([]);
});

it('is narrowed to a merchant and to a currency, and takes each off again', async () => {
  const { user } = open('#/accounts/7');
  await screen.findByRole('grid', { name: 'Receiver accounts' });
  await waitFor(() => expect(rows()).toHaveLength(2));
  expect(await screen.findByRole('button', { name: /^Merchant ?Adaeze/ })).toBeVisible();
  await user.click(screen.getByRole('button', { name: 'Currency' }));
  await user.click(await screen.findByRole('option', { name: 'USDC (ERC-20)' }));
  await waitFor(() => expect(rows()).toHaveLength(1));
  await user.click(screen.getByRole('button', { name: 'Clear merchant' }));
  await user.click(screen.getByRole('button', { name: 'Clear currency' }));
  await waitFor(() => expect(rows()).toHaveLength(3));
});

it('leads to an account by keyboard, and beside it to its merchant', async () => {
  const { user } = open();
  await screen.findByRole('grid', { name: 'Receiver accounts' });
  await user.keyboard('j');
  const facts = within(
    await screen.findByRole('complementary', { name: 'Facts of the row under the cursor' }),
  );
  expect(facts.getByRole('button', { name: 'Adaeze Trading Ltd' })).toBeVisible();
  await user.keyboard('{Enter}');
  expect(window.location.hash).toBe('#/account/70');
});
