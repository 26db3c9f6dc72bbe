// Each thing that is in the way of a press, alone; and what a person is only warned of.

import { screen, within } from '@testing-library/react';
import { expect, it } from 'vitest';
import type { ApprovalView } from '../../ipc/bindings/ApprovalView';
import { aDeskItem, anApproval, deskShell } from '../../testing/approvals';
import { openApp } from '../../testing/fakeShell';

const open = async (changed: Partial<ApprovalView>) => {
  deskShell([aDeskItem(1)], changed);
  const user = openApp('#/desk');
  await screen.findByRole('grid', { name: 'Desk' });
  await user.keyboard('j{Enter}');
  const press = await screen.findByTestId('approval-press');
  await user.type(screen.getByRole('textbox', { name: /Type the last four/ }), '6621');
  return { user, press };
};

const ago = (ms: number) => new Date(Date.now() - ms).toISOString();
const old = anApproval(1).reads.map((read) => ({ ...read, at: ago(16 * 60_000) }));

const OBSTACLES: [string, Partial<ApprovalView>, RegExp][] = [
  ['the quote has expired', { expires: ago(1000) }, /This quote has expired while it was open/],
  ['it was read too long ago', { reads: old }, /over 15 minutes ago and counts no more/],
  [
    'the policy refuses it',
    { demand: 'refused', demandWhy: ['it is above the limit of 1000 for one approval'] },
    /above the limit of 1000/,
  ],
  [
    'the account may not be paid',
    { notPermitted: ['the receiver account is Frozen; it has to be Active'] },
    /the receiver account is Frozen/,
  ],
];

it.each(OBSTACLES)('can’t be pressed where %s, and says so', async (_, changed, words) => {
  const { press } = await open(changed);
  expect(press).toBeDisabled();
  expect(screen.getByRole('alert')).toHaveTextContent(words);
});

it('is only warned of details that changed and when that was seen; can be pressed', async () => {
  const words = 'the receiver account’s details changed (account number)';
  const at = '2026-01-04T08:07:06.000Z';
  const { press } = await open({
    warnings: [{ words, seen: { at, entry: 49 }, asksForReason: false }],
  });
  const warning = screen.getByText(`Look: ${words}.`).closest('[role=note]') as HTMLElement;
  expect(warning).toHaveTextContent(/First seen so 4 Jan 2026, .*, entry 49$/);
  const time = within(warning).getByRole('time');
  expect(time).toHaveAttribute('datetime', at);
  expect(time).toHaveAttribute('title', '2026-01-04 08:07:06.000 UTC');
  expect(screen.queryByRole('alert')).toBeNull();
  expect(press).toBeEnabled();
});

it('takes a reason before the press where a warning asks for one', async () => {
  const words = 'of 40 deliveries of the last day only 3 were verified';
  const { user, press } = await open({ warnings: [{ words, seen: null, asksForReason: true }] });
  expect(press).toBeDisabled();
  await user.type(screen.getByRole('textbox', { name: /Why it is approved/ }), 'Cedar knows');
  expect(press).toBeEnabled();
});

it('tells a second person who confirmed it, and can be approved', async () => {
  const at = '2026-01-05T09:00:00.000Z';
  const { press } = await open({
    demand: 'second',
    confirmed: { by: 'Ada Obi', at, until: null, entry: 70 },
  });
  const note = screen.getByText('Another person confirmed the very same.').parentElement;
  expect(within(note as HTMLElement).getByText('Ada Obi')).toBeVisible();
  expect(press).toHaveTextContent(/^Approve 101,250/);
  expect(press).toBeEnabled();
});

it('says to who confirmed it that another person has to approve it', async () => {
  const own = 'you confirmed it as the first; another person has to approve it';
  const { press } = await open({ demand: 'first', demandWhy: ['no limit is set', own] });
  expect(screen.getByText(own)).toBeVisible();
  expect(press).toHaveTextContent(/^Confirm .* as the first of two/);
});
