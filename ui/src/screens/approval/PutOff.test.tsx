// A no, or a not yet: with words, of what was shown, and nothing is sent by it.

import { screen, waitFor } from '@testing-library/react';
import { expect, it } from 'vitest';
import type { CommandError } from '../../ipc/bindings/CommandError';
import { aDesk, aDeskItem, anApproval, deskShell } from '../../testing/approvals';
import { type Answers, openApp } from '../../testing/fakeShell';
import { seriousFindings } from '../../testing/serious';

/** At the question that a press of this button opens, with another approval that waits. */
const open = async (button: string, answers: Partial<Answers> = {}) => {
  const { shell, state } = deskShell(
    [aDeskItem(1), aDeskItem(2)],
    {},
    { put_off_approval: () => ({ entry: 71 }), ...answers },
  );
  const user = openApp('#/desk');
  await screen.findByRole('grid', { name: 'Desk' });
  await user.keyboard('j{Enter}');
  await screen.findByTestId('approval-press');
  await user.click(screen.getByRole('button', { name: button }));
  return { shell, state, user };
};

it('denies with words alone, for what was shown, and leads on to the next', async () => {
  const { shell, state, user } = await open('Deny…', {
    put_off_approval: () => {
      state.desk = aDesk([aDeskItem(2)]);
      return { entry: 71 };
    },
  });
  // A second Enter of the one that opened it changes nothing.
  await waitFor(() => expect(screen.getByRole('button', { name: 'Back' })).toHaveFocus());
  expect(screen.getByText(/leaves the desk until its state changes/)).toBeVisible();
  expect(screen.queryByRole('radiogroup', { name: 'For how long' })).toBeNull();
  const deny = screen.getByRole('button', { name: 'Deny it' });
  const why = screen.getByRole('textbox', { name: 'Why' });
  await user.type(why, '  ');
  expect(deny).toBeDisabled();
  await user.type(why, 'the invoice is missing');
  expect(await seriousFindings()).toEqual([]);
  await user.click(deny);
  expect(await screen.findByText('Denied. Nothing was sent. Entry 71.')).toBeVisible();
  const view = anApproval(1);
  expect(shell.asked('put_off_approval').map(({ request }) => request)).toEqual([
    {
      profile: 'simulator',
      id: view.id,
      subject: 'transaction:1',
      action: 'approve_quote',
      status: view.status,
      hash: view.shown.hash,
      minutes: null,
      reason: '  the invoice is missing',
    },
  ]);
  expect(shell.asked('press_approval')).toEqual([]);
  const next = await screen.findByTestId('approval-next');
  await waitFor(() => expect(next).toHaveFocus());
  await user.keyboard('{Enter}');
  await waitFor(() => expect(shell.asked('open_approval')).toHaveLength(2));
  expect(shell.asked('open_approval')[1]?.request).toMatchObject({ subject: 'transaction:2' });
});

it('postpones for as long as was chosen', async () => {
  const { shell, user } = await open('Postpone…');
  expect(screen.getByText(/comes back to the desk by itself/)).toBeVisible();
  await user.click(screen.getByRole('radio', { name: '1 day' }));
  await user.type(screen.getByRole('textbox', { name: 'Why' }), 'asked Cedar');
  await user.click(screen.getByRole('button', { name: 'Postpone it' }));
  expect(await screen.findByText('Postponed. Nothing was sent. Entry 71.')).toBeVisible();
  expect(shell.asked('put_off_approval')[0]?.request).toMatchObject({
    minutes: 1440,
    reason: 'asked Cedar',
  });
});

it('that was not stored says so, keeps the words, and leads back to what was shown', async () => {
  const failed: CommandError = {
    code: 'internal',
    message: 'The ledger could not take it. Nothing was sent or changed.',
    field: null,
    incident: '1',
  };
  const { shell, user } = await open('Deny…', {
    put_off_approval: () => {
      throw failed;
    },
  });
  const why = screen.getByRole('textbox', { name: 'Why' });
  await user.type(why, 'the invoice is missing');
  await user.click(screen.getByRole('button', { name: 'Deny it' }));
  expect(await screen.findByRole('alert')).toHaveTextContent('The ledger could not take it');
  expect(why).toHaveValue('the invoice is missing');
  await user.click(screen.getByRole('button', { name: 'Back' }));
  expect(await screen.findByTestId('approval-press')).toBeVisible();
  expect(screen.getByTestId('approval-cancel')).toHaveFocus();
  expect(shell.asked('put_off_approval')).toHaveLength(1);
});

it.each([
  [null, 'It was denied.'],
  ['2026-01-05T11:00:00.000Z', 'It was postponed.'],
])('is told to whoever opens it again, with who said so and when', async (until, words) => {
  const at = '2026-01-05T09:00:00.000Z';
  deskShell([aDeskItem(1)], { putOff: { by: 'Ada Obi', at, until, entry: 70 } });
  const user = openApp('#/desk');
  await screen.findByRole('grid', { name: 'Desk' });
  await user.keyboard('j{Enter}');
  const note = (await screen.findByText(words)).closest('[role=note]');
  expect(note).toHaveTextContent(/Ada Obi, .*2026/);
  expect(note?.querySelector('time')).toHaveAttribute('datetime', at);
});
