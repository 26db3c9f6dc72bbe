// The KYC board: whose turn it is, moved through by arrow keys, still while it is looked at.

import { act, screen, waitFor, within } from '@testing-library/react';
import { expect, it } from 'vitest';
import { aMerchant, anAge, catalogShell } from '../../testing/catalog';
import { openApp } from '../../testing/fakeShell';
import { seriousFindings } from '../../testing/serious';

const SOME = [
  aMerchant(1, 'Adaeze Trading Ltd', 'ACTION_NEEDED'),
  aMerchant(2, 'Bisi Ltd', 'ACTION_NEEDED'),
  aMerchant(3, 'شركة النور', 'PENDING'),
  aMerchant(4, 'Chidi GmbH', 'PENDING_REVIEW'),
  aMerchant(5, 'Dayo SARL', 'VALID'),
];
const open = (merchants = SOME) => {
  const { shell, state } = catalogShell(merchants);
  return { shell, state, user: openApp('#/board') };
};
const focused = () => document.activeElement?.textContent ?? '';

it('tells what waits for us from what waits for Cedar, with how many there are', async () => {
  open();
  const mine = await screen.findByRole('heading', { name: 'Waits for us' });
  const us = within(mine.closest('section') as HTMLElement);
  expect(us.getAllByRole('region').map((column) => column.getAttribute('aria-label'))).toEqual([
    'Action needed, 2',
    'New, 0',
    'Pending, 1',
  ]);
  const cedars = screen.getByRole('heading', { name: 'Waits for Cedar' });
  const cedar = within(cedars.closest('section') as HTMLElement);
  expect(cedar.getByRole('option')).toHaveTextContent('Chidi GmbH');
  expect(screen.queryByRole('option', { name: /Dayo/ })).toBeNull();
  expect(await seriousFindings()).toEqual([]);
});

it('is moved through by arrow keys, past an empty column, and opened by Enter', async () => {
  const { user } = open();
  await screen.findByRole('heading', { name: 'Waits for us' });
  await user.keyboard('j');
  expect(focused()).toContain('Adaeze');
  await user.keyboard('{ArrowDown}');
  expect(focused()).toContain('Bisi');
  await user.keyboard('{ArrowRight}');
  expect(focused()).toContain('شركة النور');
  await user.keyboard('{ArrowRight}');
  expect(focused()).toContain('Chidi');
  await user.keyboard('{ArrowRight}');
  expect(focused()).toContain('Chidi');
  await user.keyboard('{ArrowLeft}{Enter}');
  expect(window.location.hash).toBe('#/merchant/3');
});

it('stands still while a card has the focus, and says that it changed', async () => {
  const { shell, state, user } = open();
  await screen.findByRole('heading', { name: 'Waits for us' });
  await user.keyboard('j');
  state.merchants = SOME.slice(1);
  await act(() => shell.notify('kyc_board'));
  const show = await screen.findByRole('button', { name: 'Changed: show' });
  expect(screen.getByRole('option', { name: /Adaeze/ })).toBeVisible();
  await user.click(show);
  await waitFor(() => expect(screen.queryByRole('option', { name: /Adaeze/ })).toBeNull());
});

it('leads from a status that nobody waits in to its merchants', async () => {
  const { user } = open();
  await user.click(await screen.findByRole('button', { name: '1' }));
  expect(window.location.hash).toBe('#/merchants/VALID');
  const grid = await screen.findByRole('grid', { name: 'Merchants' });
  await waitFor(() => expect(grid).toHaveAttribute('aria-rowcount', '2'));
});

it('says what would be here where nothing is known', async () => {
  const { state } = open([]);
  state.age = anAge({ filledAt: null });
  expect(await screen.findByRole('heading', { name: 'No merchant is known yet' })).toBeVisible();
});
