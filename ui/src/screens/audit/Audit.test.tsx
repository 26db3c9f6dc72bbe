// The audit: it says what it read, and names each damage.

import { screen } from '@testing-library/react';
import { expect, it } from 'vitest';
import { fakeShell, openApp } from '../../testing/fakeShell';
import { aStatus } from '../../testing/fixtures';

const open = async (damage: string[]) => {
  fakeShell({
    console_status: () => aStatus(),
    check_ledger: () => ({
      intact: damage.length === 0,
      entries: 48211,
      root: '0f52db1b',
      damage,
      tookMs: 812,
    }),
  });
  const user = openApp('#/audit');
  await user.click(await screen.findByRole('button', { name: 'Check the whole ledger' }));
  return screen.findByTestId('check-result');
};

it('an intact ledger is called so with its root and its entries', async () => {
  const result = await open([]);
  expect(result).toHaveTextContent('Intact');
  expect(result).toHaveTextContent('48,211 read in 812 ms');
  expect(result).toHaveTextContent('0f52db1b');
});

it('a damaged one is never called intact, and each damage is named', async () => {
  const result = await open(['Entry 4711: its body was changed.']);
  expect(result).not.toHaveTextContent('Intact');
  expect(result).toHaveTextContent('Entry 4711: its body was changed.');
});
