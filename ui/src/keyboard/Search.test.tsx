// The palette's search: debounced, by keyboard, and honest about what it does not know.

import { screen, waitFor } from '@testing-library/react';
import { expect, it } from 'vitest';
import type { SearchView } from '../ipc/bindings/SearchView';
import { type Answers, fakeShell, openApp } from '../testing/fakeShell';
import { aDelivery, aRow, aStatus } from '../testing/fixtures';

const UUID = 'fa8ff1ec-0b62-4a7e-9d15-3f0f6f6f0001';
const found: SearchView = {
  hits: [
    {
      target: { is: 'subject', key: 'transaction:7', subject: 'transaction' },
      label: 'Transaction 7',
      detail: 'OnOff_COMPLETED',
      mark: 'hash_matches',
    },
    {
      target: { is: 'delivery', sequence: 41 },
      label: UUID,
      detail: 'delivery of entry 41',
      mark: 'refused',
    },
  ],
};

const open = async (answers: Partial<Answers>) => {
  const fake = fakeShell({
    console_status: () => aStatus(),
    list_timeline: () => ({ rows: [aRow(9)], next: null, entries: 1 }),
    list_cards: () => ({ open: [], settled: [] }),
    get_delivery: ({ sequence }) => aDelivery({ row: aRow(sequence) }),
    search_everything: () => found,
    ...answers,
  });
  const user = openApp();
  await screen.findByRole('grid');
  await user.keyboard('{Control>}k{/Control}');
  await screen.findByRole('menuitem', { name: 'Audit' });
  return { fake, user };
};

it('opens what was found by keyboard alone, with its mark in words', async () => {
  const { user } = await open({});
  await user.keyboard('fa8f');
  const hit = await screen.findByRole('menuitem', { name: new RegExp(UUID) });
  expect(hit).toHaveTextContent('refused');
  await user.keyboard('{ArrowDown}{Enter}');
  expect(await screen.findByTestId('delivery')).toBeVisible();
  expect(window.location.hash).toBe('#/delivery/41');
});

it('asks once for letters that were typed together, and for one letter not at all', async () => {
  const { fake, user } = await open({});
  await user.keyboard('f');
  expect(screen.getByTestId('search-state')).toHaveAttribute('data-state', 'off');
  await user.keyboard('a8');
  await screen.findByRole('menuitem', { name: new RegExp(UUID) });
  const texts = fake.asked('search_everything').map(({ request }) => request);
  expect(texts).not.toContainEqual({ profile: 'simulator', text: 'f' });
  expect(texts.at(-1)).toEqual({ profile: 'simulator', text: 'fa8' });
});

it('a subject that is both typed and found stands there once', async () => {
  const { user } = await open({});
  await user.keyboard('transaction 7');
  await screen.findByRole('menuitem', { name: new RegExp(UUID) });
  const found = screen.getAllByRole('menuitem', { name: /Transaction 7/ });
  const isTimeline = (item: HTMLElement) => item.textContent?.includes('7: timeline') === true;
  expect(found.map(isTimeline).sort()).toEqual([false, true]);
});

it('says that nothing fits rather than showing nothing', async () => {
  const { user } = await open({ search_everything: () => ({ hits: [] }) });
  await user.keyboard('zzz');
  expect(await screen.findByText('No subject and no delivery fits “zzz”')).toBeVisible();
});

it('says that it failed, keeps the commands, and searches again when told to', async () => {
  let isBroken = true;
  const { user } = await open({
    search_everything: () => {
      if (isBroken) {
        throw { code: 'internal', message: 'The index is gone.', field: null, incident: 'e1' };
      }
      return found;
    },
  });
  await user.keyboard('audit');
  expect(await screen.findByRole('alert')).toHaveTextContent('The index is gone.');
  expect(screen.getByRole('menuitem', { name: 'Audit' })).toBeVisible();
  isBroken = false;
  await user.click(screen.getByRole('button', { name: 'Search again' }));
  await waitFor(() => expect(screen.queryByRole('alert')).toBeNull());
});
