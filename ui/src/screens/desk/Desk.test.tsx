// The desk: what waits, opened and closed by Enter, approved by the keyboard alone, one after one.

import { screen, waitFor, within } from '@testing-library/react';
import { expect, it } from 'vitest';
import type { PressedView } from '../../ipc/bindings/PressedView';
import { aDesk, aDeskItem, deskShell } from '../../testing/approvals';
import { openApp } from '../../testing/fakeShell';
import { anAction } from '../../testing/merchant';
import { seriousFindings } from '../../testing/serious';

const done: PressedView = {
  is: 'told',
  action: anAction({ operation: 'approve_payout_quote', label: 'Approve payout quote' }),
  after: { differs: false, what: 'What was locked is what was approved.', entry: 60 },
};

it('tells amounts to the last digit, and how many wait in the rail', async () => {
  deskShell([aDeskItem(1), aDeskItem(2)]);
  openApp('#/desk');
  const grid = await screen.findByRole('grid', { name: 'Desk' });
  expect(within(grid).getAllByText(/101,250\.000000000000000001/)).toHaveLength(2);
  // A head stands where its amounts do.
  const head = within(grid).getByRole('columnheader', { name: 'To be deposited' });
  expect(head.className).toMatch(/end/);
  const rail = screen.getByRole('navigation', { name: 'Places' });
  expect(within(rail).getByRole('button', { name: /Desk/ })).toHaveTextContent('2');
  await waitFor(() => expect(document.title).toMatch(/^\(2\) SIMULATOR/));
  expect(await seriousFindings()).toEqual([]);
});

it('approves nothing by a double Enter: the second closes what the first opened', async () => {
  const { shell } = deskShell([aDeskItem(1)]);
  const user = openApp('#/desk');
  await screen.findByRole('grid', { name: 'Desk' });
  await user.keyboard('j{Enter}');
  await screen.findByRole('dialog', { name: 'Approve quote' });
  await waitFor(() => expect(screen.getByTestId('approval-cancel')).toHaveFocus());
  await screen.findByTestId('approval-press');
  expect(screen.getByTestId('approval-cancel')).toHaveFocus();
  await user.keyboard('{Enter}');
  await waitFor(() => expect(screen.queryByRole('dialog')).toBeNull());
  expect(shell.asked('press_approval')).toEqual([]);
});

it('clears two approvals by the keyboard alone, the next one key away', async () => {
  const { shell, state } = deskShell(
    [aDeskItem(1), aDeskItem(2)],
    {},
    {
      press_approval: ({ subject }) => {
        state.desk = aDesk(state.desk.items.filter((item) => item.subject?.key !== subject));
        return done;
      },
    },
  );
  const user = openApp('#/desk');
  await screen.findByRole('grid', { name: 'Desk' });
  await user.keyboard('j{Enter}');
  await screen.findByTestId('approval-press');
  await user.keyboard('{Tab}6621{Tab}{Enter}');
  const next = await screen.findByTestId('approval-next');
  expect(next).toHaveTextContent('Next: Approve quote, transaction 2');
  await waitFor(() => expect(next).toHaveFocus());
  await user.keyboard('{Enter}');
  await waitFor(() => expect(screen.getByTestId('approval-press')).toBeVisible());
  await user.keyboard('{Tab}6621{Tab}{Enter}');
  await waitFor(() => expect(shell.asked('press_approval')).toHaveLength(2));
  const close = await screen.findByTestId('approval-close');
  await waitFor(() => expect(close).toHaveFocus());
  await user.keyboard('{Enter}');
  expect(await screen.findByRole('heading', { name: 'Nothing waits for you' })).toBeVisible();
});

it('settles a state that does not fit with a person’s words', async () => {
  const misfit = aDeskItem(3, {
    id: 'misfit-3-9',
    kind: 'misfit',
    label: 'State does not fit',
    card: 'misfit-3-9',
    what: 'It went backwards.',
  });
  const { shell } = deskShell([misfit], {}, { settle_desk: () => aDesk([]) });
  const user = openApp('#/desk');
  await screen.findByRole('grid', { name: 'Desk' });
  await user.keyboard('j{Enter}');
  const dialog = await screen.findByRole('alertdialog');
  expect(within(dialog).getByRole('button', { name: 'Settle it' })).toBeDisabled();
  await user.type(within(dialog).getByRole('textbox'), 'Cedar reopened it');
  await user.click(within(dialog).getByRole('button', { name: 'Settle it' }));
  await waitFor(() =>
    expect(shell.asked('settle_desk')[0]?.request).toEqual({
      profile: 'simulator',
      card: 'misfit-3-9',
      note: 'Cedar reopened it',
    }),
  );
});

it('says what would be here, and reads the lists when it is asked to', async () => {
  const { shell, state } = deskShell([]);
  state.desk = aDesk([], { isWhole: false });
  const user = openApp('#/desk');
  expect(await screen.findByText(/older ones may be missing\./)).toBeVisible();
  await user.click(screen.getByTestId('fill-desk'));
  expect(shell.asked('fill_desk')).toHaveLength(1);
});
