// What waits leads to where it is looked at; what was put off stands apart; who saw it is told.

import { screen, waitFor, within } from '@testing-library/react';
import { expect, it } from 'vitest';
import type { DeskItemView } from '../../ipc/bindings/DeskItemView';
import { aDesk, aDeskItem, deskShell } from '../../testing/approvals';
import { openApp } from '../../testing/fakeShell';
import { seriousFindings } from '../../testing/serious';

const ACTION = '0b3c1a52-9d1e-4f6a-8c77-1f2e3d4c5b09';
const merchant = { key: 'merchant:7', kind: 'merchant' as const, label: 'Merchant 7' };
const PLACES: [string, Partial<DeskItemView>, string][] = [
  ['an unknown outcome', { kind: 'outcome_unknown', action: ACTION }, `#/action/${ACTION}`],
  ['a contradiction', { kind: 'contradiction', card: 'course-9' }, '#/cards/course-9'],
  ['an alarm', { kind: 'alarm', card: 'secret-9' }, '#/cards/secret-9'],
  ['a proposal', { kind: 'proposal' }, '#/settings/policy'],
  [
    'a merchant that more is asked of',
    { kind: 'action_needed', subject: merchant },
    '#/onboarding',
  ],
];

it.each(PLACES)('leads by Enter from %s to where it is looked at', async (_, changed, place) => {
  const { shell } = deskShell([aDeskItem(1, changed)]);
  const user = openApp('#/desk');
  await screen.findByRole('grid', { name: 'Desk' });
  await user.keyboard('j{Enter}');
  await waitFor(() => expect(window.location.hash).toContain(place));
  expect(shell.asked('open_approval')).toEqual([]);
});

it('has the keys alone while a question stands over it', async () => {
  deskShell([aDeskItem(1, { kind: 'misfit', card: 'misfit-1-9' }), aDeskItem(2)]);
  const user = openApp('#/desk');
  await screen.findByRole('grid', { name: 'Desk' });
  await user.keyboard('j{Enter}');
  const question = await screen.findByRole('alertdialog');
  await waitFor(() =>
    expect(within(question).getByRole('button', { name: 'Cancel' })).toHaveFocus(),
  );
  await user.keyboard('jn');
  await user.keyboard('gx');
  expect(window.location.hash).toBe('#/desk');
  expect(question).toBeVisible();
  await user.keyboard('{Escape}');
  await waitFor(() => expect(screen.queryByRole('alertdialog')).toBeNull());
  expect(window.location.hash).toBe('#/desk');
  const pointed = document.querySelector('[role=row][aria-selected=true]');
  expect(pointed).toHaveAttribute('data-subject', 'transaction:1');
});

const MINUTE = 60_000;

it.each([
  ['over', -MINUTE, /^over$/],
  ['soon', 9 * MINUTE, /^in [0-9]+ min$/],
  ['later', 10 * 60 * MINUTE, /^in [0-9]+ h$/],
])('tells a deadline that is %s, and when it is', async (tone, ms, words) => {
  const deadline = new Date(Date.now() + ms).toISOString();
  deskShell([aDeskItem(1, { deadline })]);
  openApp('#/desk');
  const due = await screen.findByText(words);
  expect(due).toHaveAttribute('data-tone', tone);
  expect(due).toHaveAttribute('title', deadline.replace('T', ' ').replace('Z', ' UTC'));
});

it.each([
  [{ fillFailed: 'HTTP 503, a page.' }, 'The lists could not be read: HTTP 503, a page.'],
  [{ isFilling: true }, 'Reading the API’s lists…'],
])('tells how far the lists were read, the whole of it on hover', async (changed, words) => {
  const { state } = deskShell([]);
  state.desk = aDesk([], changed);
  openApp('#/desk');
  const told = await screen.findByTestId('desk-filled');
  expect(told).toHaveTextContent(words);
  expect(told).toHaveAttribute('title', words);
});

it('keeps what was postponed apart, with until when, and opens it from there', async () => {
  const { state } = deskShell([aDeskItem(1)]);
  const later = aDeskItem(2, { postponedUntil: '2026-01-05T11:30:00.000Z' });
  state.desk = aDesk([aDeskItem(1)], { postponed: [later] });
  const user = openApp('#/desk');
  const grid = await screen.findByRole('grid', { name: 'Desk' });
  const of = () =>
    within(grid)
      .getAllByRole('row')
      .flatMap((row) => row.dataset.subject ?? []);
  expect(of()).toEqual(['transaction:1']);
  await user.click(screen.getByRole('radio', { name: 'Postponed 1' }));
  await waitFor(() => expect(of()).toEqual(['transaction:2']));
  await user.keyboard('j');
  expect(await screen.findByText('Postponed to')).toBeVisible();
  await user.keyboard('{Enter}');
  await screen.findByRole('dialog', { name: 'Approve quote' });
});

it('tells who confirmed it as the first, and who looked at it last', async () => {
  const by = 'Bisi Ade';
  const lookedAt = { by, at: new Date(Date.now() - 60_000).toISOString() };
  deskShell([aDeskItem(1, { confirmedBy: 'Ada Obi', lookedAt }), aDeskItem(2)]);
  const user = openApp('#/desk');
  await screen.findByRole('grid', { name: 'Desk' });
  const first = screen.getByText('1 of 2');
  expect(first).toHaveAttribute('title', 'Ada Obi confirmed it as the first');
  expect(screen.getByText(by)).toBeVisible();
  expect(screen.getByText('nobody yet')).toBeVisible();
  await user.keyboard('j');
  expect(await screen.findByText(/the first of two/)).toHaveTextContent('Ada Obi');
  expect(await seriousFindings()).toEqual([]);
});
