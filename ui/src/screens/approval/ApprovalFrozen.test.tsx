// Why nothing is approved: each reason stands in the drawer, and what was locked otherwise is red.

import { screen, waitFor, within } from '@testing-library/react';
import { expect, it } from 'vitest';
import type { ActionState } from '../../ipc/bindings/ActionState';
import type { PressedView } from '../../ipc/bindings/PressedView';
import type { ReadAfter } from '../../ipc/bindings/ReadAfter';
import { aDesk, aDeskItem, anApproval, deskShell } from '../../testing/approvals';
import { openApp } from '../../testing/fakeShell';
import { anAction } from '../../testing/merchant';
import { seriousFindings } from '../../testing/serious';

const REASONS = [
  'the API can’t be read (it answered 503)',
  'this machine’s clock and the server’s differ by 600 seconds',
  'the ledger is still being checked',
  'the ledger does not verify (entry 7 was changed)',
  'the API says otherwise of status than the delivery 12',
];

it.each(REASONS)('can’t be pressed while %s, and is read again', async (reason) => {
  let frozen = [reason];
  const { shell } = deskShell(
    [aDeskItem(1)],
    {},
    { open_approval: () => anApproval(1, { frozen, demand: 'alone' }) },
  );
  const user = openApp('#/desk');
  await screen.findByRole('grid', { name: 'Desk' });
  await user.keyboard('j{Enter}');
  const press = await screen.findByTestId('approval-press');
  const alert = screen.getByRole('alert');
  expect(alert).toHaveTextContent('Approvals are frozen.');
  expect(within(alert).getByRole('listitem')).toHaveTextContent(reason);
  await user.type(screen.getByRole('textbox', { name: /Type the last four/ }), '6621');
  expect(press).toBeDisabled();
  await user.click(press);
  expect(shell.asked('press_approval')).toEqual([]);
  frozen = [];
  await user.click(within(alert).getByRole('button', { name: 'Read it again' }));
  await waitFor(() => expect(screen.queryByRole('alert')).toBeNull());
  // What was typed for the other read does not count for this one.
  expect(screen.getByTestId('approval-press')).toBeDisabled();
  await user.type(screen.getByRole('textbox', { name: /Type the last four/ }), '6621');
  expect(screen.getByTestId('approval-press')).toBeEnabled();
  expect(shell.asked('open_approval')).toHaveLength(2);
});

it('tells every reason, and puts deny and postpone in nobody’s way', async () => {
  deskShell([aDeskItem(1)], { frozen: REASONS });
  const user = openApp('#/desk');
  await screen.findByRole('grid', { name: 'Desk' });
  await user.keyboard('j{Enter}');
  await screen.findByTestId('approval-press');
  const items = within(screen.getByRole('alert')).getAllByRole('listitem');
  expect(items.map((item) => item.textContent)).toEqual(REASONS);
  expect(screen.getByRole('button', { name: 'Deny…' })).toBeEnabled();
  expect(screen.getByRole('button', { name: 'Postpone…' })).toBeEnabled();
  expect(await seriousFindings()).toEqual([]);
});

const WHAT = `What was locked is not what was approved. \
to be deposited: approved 65.36 USDC (ERC-20), locked 99.99 USDC (ERC-20)`;
const red = aDeskItem(1, {
  id: 'locked_differs-60',
  kind: 'locked_differs',
  label: 'Locked differs',
  card: 'locked_differs-60',
  what: WHAT,
});

const pressed = (after: ReadAfter | null): PressedView => ({
  is: 'told',
  action: anAction({ operation: 'approve_payout_quote', label: 'Approve payout quote' }),
  after,
});

const told = (state: ActionState): PressedView => ({
  is: 'told',
  action: anAction({ operation: 'approve_payout_quote', label: 'Approve payout quote', state }),
  after: null,
});

const approve = async (answer: PressedView, items = [aDeskItem(1)]) => {
  const at = deskShell(items, {}, { press_approval: () => answer });
  const user = openApp('#/desk');
  await screen.findByRole('grid', { name: 'Desk' });
  await user.keyboard('j{Enter}');
  await screen.findByTestId('approval-press');
  await user.keyboard('{Tab}6621{Tab}{Enter}');
  await screen.findByTestId('approval-outcome');
  return at;
};

it('shows red what was locked otherwise, and says what to do', async () => {
  const after = { differs: true, what: 'What was locked is not what was approved.', entry: 60 };
  await approve(pressed(after));
  const card = await screen.findByTestId('locked-differs');
  expect(card).toHaveRole('alert');
  expect(card).toHaveTextContent('What was locked is not what was approved.');
  expect(card).toHaveTextContent('Speak with Cedar before anything is deposited.');
  expect(await seriousFindings()).toEqual([]);
});

const UNWELL: [string, PressedView][] = [
  ['another amount was locked', pressed({ differs: true, what: WHAT, entry: 60 })],
  ['nobody knows yet whether it was received', told('unknown')],
  ['Cedar refused it', told('refused')],
];

it.each(UNWELL)('where %s, no Enter in a row leads on to the next', async (_, answer) => {
  const { shell } = await approve(answer, [aDeskItem(1), aDeskItem(2)]);
  expect(await screen.findByTestId('approval-next')).toBeVisible();
  await waitFor(() => expect(screen.getByTestId('approval-close')).toHaveFocus());
  expect(shell.asked('open_approval')).toHaveLength(1);
});

it('tells of no other transaction that something else was locked for it', async () => {
  const { shell, state } = await approve(pressed(null));
  const subject = { key: 'transaction:2', kind: 'transaction' as const, label: 'Transaction 2' };
  state.desk = aDesk([{ ...red, subject }]);
  await shell.notify('list_desk');
  await waitFor(() => expect(shell.asked('list_desk').length).toBeGreaterThan(1));
  expect(screen.getByText(/It is read again as soon as it can be/)).toBeVisible();
  expect(screen.queryByTestId('locked-differs')).toBeNull();
});

it('shows it red too where a later read found it, with both amounts', async () => {
  const { shell, state } = await approve(pressed(null));
  expect(await screen.findByText(/It is read again as soon as it can be/)).toBeVisible();
  expect(screen.queryByTestId('locked-differs')).toBeNull();
  state.desk = aDesk([red]);
  await shell.notify('list_desk');
  const card = await screen.findByTestId('locked-differs');
  expect(card).toHaveTextContent(/approved 65\.36 USDC \(ERC-20\), locked 99\.99 USDC \(ERC-20\)/);
});

it('keeps the red card on the desk until a person says what was found', async () => {
  const { shell } = deskShell([red], {}, { settle_desk: () => aDesk([]) });
  const user = openApp('#/desk');
  await screen.findByRole('grid', { name: 'Desk' });
  await user.keyboard('j{Enter}');
  const dialog = await screen.findByRole('alertdialog');
  expect(dialog).toHaveTextContent('approved 65.36 USDC (ERC-20), locked 99.99 USDC (ERC-20)');
  expect(within(dialog).getByRole('button', { name: 'Settle it' })).toBeDisabled();
  await user.type(within(dialog).getByRole('textbox'), 'Cedar puts it right');
  await user.click(within(dialog).getByRole('button', { name: 'Settle it' }));
  await waitFor(() =>
    expect(shell.asked('settle_desk')[0]?.request).toEqual({
      profile: 'simulator',
      card: 'locked_differs-60',
      note: 'Cedar puts it right',
    }),
  );
});
