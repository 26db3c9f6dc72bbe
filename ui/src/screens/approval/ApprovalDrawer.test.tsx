// The drawer: what stands in it, what keeps it from being pressed, and what a press gives.

import { act, screen, waitFor, within } from '@testing-library/react';
import { expect, it } from 'vitest';
import type { ApprovalView } from '../../ipc/bindings/ApprovalView';
import type { PressedView } from '../../ipc/bindings/PressedView';
import { aDeskItem, anApproval, deskShell } from '../../testing/approvals';
import { type Answers, openApp } from '../../testing/fakeShell';
import { anAction } from '../../testing/merchant';
import { seriousFindings } from '../../testing/serious';

const open = async (
  approval: Partial<ApprovalView> = {},
  answers: Partial<Answers> = {},
  item = aDeskItem(1),
) => {
  const { shell, state } = deskShell([item], approval, answers);
  const user = openApp('#/desk');
  await screen.findByRole('grid', { name: 'Desk' });
  await user.keyboard('j{Enter}');
  await screen.findByTestId('approval-press');
  return { shell, state, user, press: () => screen.getByTestId('approval-press') };
};

it('names in its one button what it does, to how much and where, exactly', async () => {
  const { press } = await open();
  expect(press()).toHaveTextContent(
    'Approve 101,250.000000000000000001 USDC (ERC-20) on SIMULATOR',
  );
  expect(screen.getByTestId('approval-pays')).toHaveAttribute(
    'data-amount',
    '101250.000000000000000001',
  );
  expect(press()).toBeDisabled();
  expect(await seriousFindings()).toEqual([]);
});

it('says what of the account’s details changed, and when that was seen', async () => {
  const at = '2026-01-04T08:07:06.000Z';
  await open({ detailsChanged: { at, entry: 49, what: ['account number', 'bank name'] } });
  const changed = screen.getByTestId('details-changed');
  expect(changed).toHaveTextContent(/^account number, bank name changed, first seen so /);
  expect(within(changed).getByRole('time')).toHaveAttribute('datetime', at);
});

it('presses once, whatever is pressed meanwhile, and gives back what was shown', async () => {
  let answer: (told: PressedView) => void = () => undefined;
  const { shell, user, press } = await open(
    {},
    {
      press_approval: () =>
        new Promise<PressedView>((resolve) => {
          answer = resolve;
        }) as never,
    },
  );
  await user.keyboard('{Tab}6621{Enter}');
  expect(shell.asked('press_approval')).toEqual([]);
  await user.keyboard('{Tab}{Enter}{Enter}{Enter}');
  expect(press()).toHaveTextContent('reading again…');
  expect(shell.asked('press_approval')).toHaveLength(1);
  const view = anApproval(1);
  expect(shell.asked('press_approval')[0]?.request).toEqual({
    profile: 'simulator',
    id: view.id,
    subject: 'transaction:1',
    kind: 'payout',
    action: 'approve_quote',
    shown: view.shown,
    typed: '6621',
    reason: '',
    deposit: null,
    cancelReason: null,
  });
  answer({
    is: 'told',
    action: anAction({ state: 'unknown', detail: 'No answer came.' }),
    after: null,
  });
  expect(await screen.findByText(/We do not know yet whether Cedar received this/)).toBeVisible();
});

it('is sent once where two presses come before the screen could change', async () => {
  const never = () => new Promise<PressedView>(() => undefined) as never;
  const { shell, user, press } = await open({}, { press_approval: never });
  await user.keyboard('{Tab}6621');
  act(() => {
    press().click();
    press().click();
  });
  await waitFor(() => expect(press()).toHaveTextContent('reading again…'));
  expect(shell.asked('press_approval')).toHaveLength(1);
});

it('shows what differs side by side, and sends nothing more by itself', async () => {
  const { user } = await open(
    {},
    {
      press_approval: () => ({
        is: 'differs',
        differences: [
          {
            of: 'transaction',
            name: 'fromAmount',
            label: 'From amount',
            shown: '"101250.0"',
            now: '"101300.5"',
          },
        ],
      }),
    },
  );
  await user.keyboard('{Tab}6621{Tab}{Enter}');
  const differs = await screen.findByTestId('approval-differs');
  expect(differs).toHaveTextContent('Nothing was sent');
  const row = within(differs).getByRole('row', { name: /From amount/ });
  expect(
    within(row)
      .getAllByRole('cell')
      .map((cell) => cell.textContent),
  ).toEqual(['101,250.0', '101,300.5']);
  expect(screen.queryByTestId('approval-press')).toBeNull();
});

it('can’t be pressed once the quote has expired, while it is frozen, or refused', async () => {
  const { press, user } = await open({
    expires: new Date(Date.now() - 1000).toISOString(),
    frozen: ['the ledger is still being checked'],
    demand: 'refused',
    demandWhy: ['it is above the limit of 1000 for one approval'],
  });
  await user.keyboard('{Tab}6621');
  expect(press()).toBeDisabled();
  expect(screen.getByText(/This quote has expired/)).toBeVisible();
  expect(screen.getByText('the ledger is still being checked')).toBeVisible();
  expect(screen.getByText(/above the limit of 1000/)).toBeVisible();
});

it('asks for a reason where one is needed, and says what was typed wrong', async () => {
  const stops: PressedView[] = [
    { is: 'stopped', kind: 'typed', message: 'It is not right. Nothing was sent.', why: [] },
    { is: 'stopped', kind: 'reason_needed', message: 'A reason.', why: ['few are verified'] },
  ];
  const { user, press, shell } = await open(
    {},
    {
      press_approval: () => stops.shift() as PressedView,
    },
  );
  await user.keyboard('{Tab}1111{Tab}{Enter}');
  expect(await screen.findByText(/It is not the last four/)).toBeVisible();
  // The focus is where it is mended, and what was wrong is typed over.
  const typed = screen.getByRole('textbox', { name: /Type the last four/ });
  await waitFor(() => expect(typed).toHaveFocus());
  await user.keyboard('6621{Tab}{Enter}');
  expect(typed).toHaveValue('6621');
  expect(await screen.findByText('few are verified')).toBeVisible();
  expect(press()).toBeDisabled();
  const why = screen.getByRole('textbox', { name: /Why it is approved/ });
  await waitFor(() => expect(why).toHaveFocus());
  await user.keyboard('Cedar knows');
  expect(press()).toBeEnabled();
  expect(shell.asked('press_approval')).toHaveLength(2);
});

it('sends a deposit only with a report and evidence, as they were typed', async () => {
  const deposit = aDeskItem(1, { kind: 'approve_deposit', label: 'Approve deposit' });
  const { user, press, shell } = await open(
    {
      action: 'approve_deposit',
      deposit: {
        amount: '101250.0',
        currency: 'USDC (ERC-20)',
        network: 'ERC-20',
        reference: null,
        received: null,
        instructions: [],
      },
    },
    {
      press_approval: () => ({ is: 'told', action: anAction(), after: null }),
    },
    deposit,
  );
  await user.keyboard('{Tab}101,250.0{Tab}{Tab}ERC20{Tab}{Tab}');
  expect(press()).toBeDisabled();
  expect(screen.getByText(/Its report above is not whole: .* as evidence/)).toBeVisible();
  await user.keyboard('0xabc');
  expect(screen.queryByText(/Its report above is not whole/)).toBeNull();
  await user.type(screen.getByRole('textbox', { name: /Type the last four/ }), '6621');
  await user.click(press());
  await waitFor(() => expect(shell.asked('press_approval')).toHaveLength(1));
  expect(shell.asked('press_approval')[0]?.request).toMatchObject({
    action: 'approve_deposit',
    deposit: {
      amount: '101250.0',
      currency: 'USDC (ERC-20)',
      network: 'ERC20',
      reference: null,
      evidenceUrl: null,
      transactionHash: '0xabc',
    },
  });
});

it('confirms as the first of two where two are needed; denies with a reason', async () => {
  const { user, press, shell } = await open(
    { demand: 'first', demandWhy: ['no limit is set'] },
    {
      confirm_approval: () => ({ is: 'confirmed', entry: 70 }),
      put_off_approval: () => ({ entry: 71 }),
    },
  );
  expect(press()).toHaveTextContent(/as the first of two on SIMULATOR/);
  await user.keyboard('{Tab}6621{Tab}{Enter}');
  expect(await screen.findByText(/Confirmed as the first of two/)).toBeVisible();
  expect(shell.asked('press_approval')).toEqual([]);
  await user.click(screen.getByTestId('approval-close'));
  await user.keyboard('{Enter}');
  await screen.findByTestId('approval-press');
  await user.click(screen.getByRole('button', { name: 'Deny…' }));
  expect(screen.getByRole('button', { name: 'Deny it' })).toBeDisabled();
  await user.type(screen.getByRole('textbox', { name: 'Why' }), 'the invoice is missing');
  await user.click(screen.getByRole('button', { name: 'Deny it' }));
  expect(await screen.findByText(/Denied\. Nothing was sent/)).toBeVisible();
  expect(shell.asked('put_off_approval')[0]?.request).toMatchObject({
    minutes: null,
    reason: 'the invoice is missing',
    hash: 'ab'.repeat(32),
  });
});
