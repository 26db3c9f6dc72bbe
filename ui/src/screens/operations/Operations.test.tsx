// The explorer's table: every operation, filters, the inspector by keyboard alone.

import { screen, waitFor, within } from '@testing-library/react';
import { describe, expect, it } from 'vitest';
import { anOperation } from '../../testing/api';
import { inspector, openExplorer as open } from '../../testing/explorer';
import { fakeShell, openApp } from '../../testing/fakeShell';
import { aProfile, aStatus } from '../../testing/fixtures';
import { seriousFindings } from '../../testing/serious';

const rows = () =>
  within(screen.getByRole('grid'))
    .getAllByRole('row')
    .filter((row) => row.dataset.operation !== undefined);
describe('the table of operations', () => {
  it('holds every operation with its path, evidence, effect and last result', async () => {
    open();
    const grid = await screen.findByRole('grid', { name: 'Operations' });
    expect(grid).toHaveAttribute('aria-rowcount', '37');
    const [payout, merchants, , create] = rows();
    expect(payout).toHaveTextContent('GET/v1/sendc2f/{id}D documentedreadsnot called yet');
    expect(merchants).toHaveTextContent('confirmed');
    expect(merchants).toHaveTextContent('worked 200');
    expect(create).toHaveTextContent('moves money');
  });

  it('is narrowed by text and by effect, and says so where nothing fits', async () => {
    const { user } = open();
    await screen.findByRole('grid');
    await user.keyboard('/');
    await user.keyboard('post price');
    await waitFor(() => expect(rows()).toHaveLength(1));
    expect(screen.getByText('1 of 36')).toBeVisible();
    await user.click(screen.getByRole('radio', { name: 'Moves money' }));
    expect(await screen.findByRole('heading', { name: 'No operation fits' })).toBeVisible();
    await user.click(screen.getByRole('button', { name: 'Show all 36' }));
    await user.click(screen.getByRole('radio', { name: 'Changes' }));
    await waitFor(() => expect(rows().map((row) => row.dataset.effect)).toEqual(['changes']));
  });

  it('says why nothing can be called, and leads to where that is changed', async () => {
    const api = { ...aProfile().api, state: 'credentials_missing' as const, detail: 'No key.' };
    fakeShell({
      console_status: () => aStatus(aProfile({ api })),
      list_operations: () => ({ operations: [anOperation()], isReady: false }),
    });
    const user = openApp('#/settings/api/get_payout');
    const notice = within(await screen.findByRole('region', { name: 'Nothing can be called now' }));
    expect(notice.getByText(/No key\./)).toBeVisible();
    expect(screen.getByRole('button', { name: 'Run' })).toBeDisabled();
    await user.click(notice.getByRole('button', { name: 'Server and credentials' }));
    expect(window.location.hash).toBe('#/settings/server');
  });

  it('is reached, opened, filled in, run and left by keyboard alone', async () => {
    const { shell, user } = open();
    await screen.findByRole('grid');
    await user.keyboard('j{Enter}');
    await waitFor(() => expect(screen.getByRole('heading', { name: 'Get payout' })).toHaveFocus());
    const field = screen.getByRole('textbox', { name: '{id}' });
    while (document.activeElement !== field) {
      await user.tab();
    }
    await user.keyboard('4711{Enter}');
    expect(await screen.findByTestId('call-result')).toHaveAttribute('data-outcome', 'worked');
    expect(shell.asked('call_operation')[0]?.request).toEqual({
      profile: 'simulator',
      operation: 'get_payout',
      pathValue: '4711',
      query: [],
      body: null,
    });
    await user.keyboard('{Escape}');
    await waitFor(() =>
      expect(screen.getByRole('grid')).toContainElement(document.activeElement as HTMLElement),
    );
    await user.keyboard('{Escape}');
    await waitFor(() =>
      expect(screen.queryByRole('complementary', { name: 'Get payout' })).toBeNull(),
    );
  });
});

it('in the auditor’s mode can call what reads, and can change no path', async () => {
  const { shell, user } = open('#/settings/api/list_merchants', {}, { mode: 'auditor' });
  const pane = await inspector('List merchants');
  expect(pane.getByRole('textbox', { name: 'Path' })).toBeDisabled();
  expect(pane.getByRole('button', { name: 'Use this path' })).toBeDisabled();
  await user.click(pane.getByRole('button', { name: 'Run' }));
  await waitFor(() => expect(shell.asked('call_operation')).toHaveLength(1));
});

it('has nothing serious for those who do not see it', async () => {
  const { user } = open('#/settings/api/list_merchants');
  const pane = await inspector('List merchants');
  await user.click(pane.getByRole('button', { name: 'Run' }));
  await pane.findByTestId('call-result');
  expect(await seriousFindings()).toEqual([]);
});
