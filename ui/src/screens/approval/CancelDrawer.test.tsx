// A transaction is cancelled from its page: with a person's reason, and Cedar's word for it.

import { screen, waitFor } from '@testing-library/react';
import { expect, it } from 'vitest';
import type { ApprovalView } from '../../ipc/bindings/ApprovalView';
import { anApproval } from '../../testing/approvals';
import { anAction } from '../../testing/merchant';
import { seriousFindings } from '../../testing/serious';
import { openTransaction } from '../../testing/transactions';

const open = async (changed: Partial<ApprovalView> = {}) => {
  const { user, shell } = openTransaction(
    {},
    {
      open_approval: () => anApproval(4711, { action: 'cancel', typed: null, ...changed }),
      press_approval: () => ({
        is: 'told',
        action: anAction({ operation: 'cancel_payout', label: 'Cancel payout' }),
        after: null,
      }),
      list_desk: () => {
        throw new Error('a cancel asks for no desk');
      },
    },
  );
  await user.click(await screen.findByRole('button', { name: 'Cancel…' }));
  await screen.findByRole('dialog', { name: 'Cancel transaction' });
  const press = await screen.findByTestId('approval-press');
  return { user, shell, press };
};

it('is sent only with a reason, once, with the word that was chosen', async () => {
  const { user, shell, press } = await open();
  expect(shell.asked('open_approval')[0]?.request).toMatchObject({
    subject: 'transaction:4711',
    action: 'cancel',
  });
  expect(press).toHaveTextContent('Cancel transaction 4711 on SIMULATOR');
  // The way out has the focus first, and there is nothing to deny or to postpone.
  expect(screen.getByTestId('approval-cancel')).toHaveFocus();
  expect(screen.queryByRole('button', { name: 'Deny…' })).toBeNull();
  expect(press).toBeDisabled();
  expect(await seriousFindings()).toEqual([]);
  await user.click(screen.getByRole('radio', { name: 'Duplicate' }));
  expect(press).toBeDisabled();
  const why = screen.getByRole('textbox', { name: 'Why it is cancelled' });
  await user.type(why, '   ');
  expect(press).toBeDisabled();
  await user.type(why, 'made twice');
  await user.dblClick(press);
  await screen.findByTestId('approval-outcome');
  await waitFor(() => expect(shell.asked('press_approval')).toHaveLength(1));
  expect(shell.asked('press_approval')[0]?.request).toMatchObject({
    action: 'cancel',
    subject: 'transaction:4711',
    reason: expect.stringContaining('made twice'),
    cancelReason: 'DUPLICATE',
    deposit: null,
  });
});

it('goes with the word that was chosen last, and with none where it was taken back', async () => {
  const { user, shell, press } = await open();
  await user.type(screen.getByRole('textbox', { name: 'Why it is cancelled' }), 'made twice');
  await user.click(screen.getByRole('radio', { name: 'Duplicate' }));
  await user.click(screen.getByRole('radio', { name: 'Other' }));
  await user.click(screen.getByRole('radio', { name: 'Not said' }));
  await user.click(press);
  await waitFor(() => expect(shell.asked('press_approval')).toHaveLength(1));
  expect(shell.asked('press_approval')[0]?.request).toMatchObject({ cancelReason: null });
});

it('may be without a word of Cedar’s, and while approvals are frozen', async () => {
  const { user, shell, press } = await open({
    frozen: ['the API says otherwise of status than the delivery 12'],
  });
  await user.type(screen.getByRole('textbox', { name: 'Why it is cancelled' }), 'no longer wanted');
  expect(press).toBeEnabled();
  await user.click(press);
  await waitFor(() => expect(shell.asked('press_approval')).toHaveLength(1));
  expect(shell.asked('press_approval')[0]?.request).toMatchObject({
    reason: 'no longer wanted',
    cancelReason: null,
  });
});

it('is not sent where the policy does not allow it, and says why', async () => {
  const { user, shell, press } = await open({ demand: 'refused', demandWhy: ['no policy is set'] });
  await user.type(screen.getByRole('textbox', { name: 'Why it is cancelled' }), 'made twice');
  expect(press).toBeDisabled();
  expect(screen.getByText('no policy is set')).toBeVisible();
  expect(shell.asked('press_approval')).toEqual([]);
});
