// Notes: a draft outlives its screen, a failed save keeps it, and rows say who wrote what.

import { screen, waitFor } from '@testing-library/react';
import { expect, it } from 'vitest';
import type { TimelineRow } from '../../ipc/bindings/TimelineRow';
import { someFacts } from '../../testing/api';
import { type Answers, fakeShell, openApp } from '../../testing/fakeShell';
import { aRow, aStatus, rowsFrom } from '../../testing/fixtures';

const aNote = (sequence: number, changed: Partial<TimelineRow> = {}) =>
  aRow(sequence, {
    kind: 'note',
    title: 'Note',
    status: null,
    covers: [],
    verdict: null,
    requestUuid: null,
    reason: '',
    by: 'A. Ndiaye',
    words: 'The bank confirmed the account.',
    ...changed,
  });

const shell = (rows: TimelineRow[], answers: Partial<Answers> = {}) =>
  fakeShell({
    console_status: () => aStatus(),
    list_timeline: () => ({ rows, next: null, entries: 99 }),
    subject_facts: () => someFacts(),
    ...answers,
  });

const field = (name: string) => screen.findByRole('textbox', { name: `Note on ${name}` });

it('a draft is found again after the screen was left', async () => {
  shell(rowsFrom(9, 1));
  const user = openApp('#/timeline/all/transaction:71');
  await user.click(await field('Transaction 71'));
  await user.paste('Called the ba');
  await user.click(screen.getByRole('button', { name: 'Audit' }));
  await screen.findByRole('heading', { name: 'Audit' });
  await user.keyboard('{Escape}');
  expect(await field('Transaction 71')).toHaveValue('Called the ba');
});

it('is saved by Ctrl and Enter on the subject alone, and the draft goes', async () => {
  const fake = shell(rowsFrom(9, 1), { add_note: () => ({ sequence: 1234 }) });
  const user = openApp('#/timeline/all/transaction:72');
  await user.click(await field('Transaction 72'));
  await user.paste(' Looks right ');
  await user.keyboard('{Control>}{Enter}{/Control}');
  await waitFor(async () => expect(await field('Transaction 72')).toHaveValue(''));
  expect(fake.asked('add_note').map(({ request }) => request)).toEqual([
    { profile: 'simulator', subject: 'transaction:72', entry: null, text: 'Looks right' },
  ]);
  expect(screen.getByText('Kept as entry 1,234')).toBeVisible();
});

it('that can’t be saved keeps what was written and says why', async () => {
  shell(rowsFrom(9, 1), {
    add_note: () => {
      throw { code: 'internal', message: 'The disk is full.', field: null, incident: 'd1' };
    },
  });
  const user = openApp('#/timeline/all/transaction:73');
  await user.click(await field('Transaction 73'));
  await user.paste('Looks right');
  await user.click(screen.getByRole('button', { name: 'Save note' }));
  expect(await screen.findByRole('alert')).toHaveTextContent('The disk is full.');
  expect(await field('Transaction 73')).toHaveValue('Looks right');
});

it('can’t be begun in the auditor’s mode, which says so', async () => {
  shell(rowsFrom(9, 1), { console_status: () => aStatus(undefined, { mode: 'auditor' }) });
  openApp('#/timeline/all/transaction:74');
  const text = await field('Transaction 74');
  expect(text).toBeDisabled();
  expect(text).toHaveAttribute('placeholder', expect.stringContaining('auditor'));
});

it('stands on the timeline with who wrote it, and bears no mark of assurance', async () => {
  shell([aNote(12, { words: 'تم التأكيد', by: 'نورة العتيبي' }), aRow(11)]);
  openApp('#/timeline/all');
  const row = (await screen.findByText('تم التأكيد')).closest<HTMLElement>('[role=row]');
  expect(row).toHaveTextContent('note');
  expect(row).toHaveTextContent('by نورة العتيبي');
  expect(row).not.toHaveTextContent('hash matches');
  expect(screen.getByText('تم التأكيد').tagName).toBe('BDI');
});

it('people’s rows alone are shown when asked for, and what was not looked at is said', async () => {
  const fake = shell([aNote(12), aRow(11)]);
  const user = openApp('#/timeline/all');
  await user.click(await screen.findByRole('radio', { name: 'People' }));
  await waitFor(() => expect(screen.queryByText('BusinessRequestStatusChanged')).toBeNull());
  expect(screen.getByText('The bank confirmed the account.')).toBeVisible();
  expect(window.location.hash).toBe('#/timeline/people');
  expect(fake.asked('list_timeline').at(-1)?.request).toMatchObject({ show: 'all' });
});

it('a test delivery changes no fact, and a subject’s status does not come from it', async () => {
  shell([aRow(12, { isTest: true, status: 'OnOff_CANCELLED' }), aRow(11)]);
  const user = openApp('#/timeline/all/transaction:7');
  expect(await screen.findByTestId('subject-status')).toHaveTextContent('OnOff_COMPLETED');
  expect(screen.getByTestId('subject-status')).not.toHaveTextContent('OnOff_CANCELLED');
  await user.keyboard('j');
  expect(await screen.findByText('test — changes no fact')).toBeVisible();
});
