// The approval policy: what is in force, its change, and what waits for a second person.

import { screen, waitFor, within } from '@testing-library/react';
import { describe, expect, it } from 'vitest';
import { type Answers, fakeShell, openApp } from '../../testing/fakeShell';
import { aProfile, aStatus } from '../../testing/fixtures';
import { anAction } from '../../testing/merchant';
import { aPolicy, aPolicyView } from '../../testing/policy';
import { seriousFindings } from '../../testing/serious';

const AT = '2026-01-05T09:00:00.000Z';

const open = (answers: Partial<Answers> = {}) => {
  const acme = aProfile({ name: 'acme', title: 'Acme Ltd', environment: 'live' });
  const shell = fakeShell({
    console_status: () => aStatus(acme),
    get_policy: () => aPolicyView(),
    review_policy: () => ({
      differences: [{ what: 'NGN, one approval', from: 'not set', to: '500' }],
      takesTwo: true,
    }),
    change_policy: () => aPolicyView(),
    ...answers,
  });
  return { shell, user: openApp('#/settings/policy') };
};

describe('the policy in force', () => {
  it('is told with its limits to the last digit, since when, by whom, if signed', async () => {
    open();
    const part = within(await screen.findByRole('region', { name: 'In force' }));
    expect(part.getByText(/by Ada, entry 12/)).toBeVisible();
    expect(part.getByText('100,000.000000000000000001')).toBeVisible();
    expect(part.getByText(/What is approved is signed: 2 enrolled/)).toBeVisible();
    expect(screen.getByText('● signed')).toBeVisible();
    expect(await seriousFindings()).toEqual([]);
  });

  it('that can’t be relied on says so, and offers no change', async () => {
    open({ get_policy: () => aPolicyView({ damaged: 'Entry 12 was changed', inForce: null }) });
    expect(await screen.findByRole('alert')).toHaveTextContent('Entry 12 was changed');
    expect(screen.queryByRole('button', { name: /Change the policy/ })).not.toBeInTheDocument();
  });

  it('without operators says that nothing is signed', async () => {
    open({ get_policy: () => aPolicyView({ operators: 0 }) });
    expect(await screen.findByText(/what is approved is not signed/)).toBeVisible();
  });
});

describe('a change of the policy', () => {
  it('is reviewed part by part, and then proposed where it takes two', async () => {
    const { shell, user } = open();
    await user.click(await screen.findByRole('button', { name: 'Change the policy…' }));
    await user.click(screen.getByRole('button', { name: 'Limits of a currency' }));
    const limit = within(screen.getByRole('group', { name: 'Limits of limit 2' }));
    await user.type(limit.getByRole('textbox', { name: 'Deposited in' }), 'NGN');
    const named = within(screen.getByRole('group', { name: 'Limits of NGN' }));
    await user.type(named.getByRole('textbox', { name: 'One approval' }), '500');
    await user.click(screen.getByRole('button', { name: 'Review the change' }));
    const table = await screen.findByRole('table', { name: 'What of the policy will change' });
    expect(table).toHaveTextContent('NGN, one approvalnot set500');
    expect(await seriousFindings()).toEqual([]);
    await user.click(screen.getByRole('button', { name: 'Propose to a second person' }));
    await waitFor(() => expect(shell.asked('change_policy')).toHaveLength(1));
    const limits = [...aPolicy().limits, { currency: 'NGN', one: '500', day: '' }];
    expect(shell.asked('change_policy')[0]?.request).toEqual({
      profile: 'acme',
      policy: aPolicy({ limits }),
      note: '',
    });
  });

  it('that can’t be is told at its field, and nothing is reviewed', async () => {
    const message = 'An amount is digits with a point. Nothing was changed.';
    const { user } = open({
      review_policy: () => {
        throw { code: 'invalid', message, field: 'policy.limits.0.one', incident: '' };
      },
    });
    await user.click(await screen.findByRole('button', { name: 'Change the policy…' }));
    await user.click(screen.getByRole('button', { name: 'Review the change' }));
    const one = await screen.findByRole('textbox', { name: 'One approval' });
    await waitFor(() => expect(one).toHaveAccessibleDescription(message));
  });

  it('is the first one, where none is set: nothing is approved until then', async () => {
    const { shell, user } = open({
      get_policy: () => aPolicyView({ inForce: null, operators: 0, history: [] }),
      review_policy: () => ({ differences: [], takesTwo: false }),
    });
    expect(await screen.findByText(/nothing is approved yet/)).toBeVisible();
    await user.click(screen.getByRole('radio', { name: /^One operator/ }));
    expect(screen.getByRole('checkbox', { name: /may approve it alone/ })).toBeDisabled();
    await user.click(screen.getByRole('button', { name: 'Review the change' }));
    await waitFor(() => expect(shell.asked('review_policy')).toHaveLength(1));
    expect(shell.asked('review_policy')[0]?.request).toMatchObject({
      policy: { staffing: 'one_operator', selfApproval: true },
    });
  });
});

describe('what waits for a second person', () => {
  const details = {
    is: 'details',
    subject: 'account:7',
    changes: [{ name: 'iban', from: '"DE89"', to: '"GB29"' }],
  } as const;
  const waiting = (isMine: boolean) =>
    aPolicyView({
      proposal: {
        entry: 20,
        at: AT,
        until: AT,
        by: 'Bisi',
        policy: aPolicy({ typing: false }),
        differences: [
          { what: 'Characters of the account', from: 'are typed', to: 'are not typed' },
        ],
        isMine,
      },
      changes: [
        {
          entry: 21,
          at: AT,
          until: AT,
          by: 'Bisi',
          change: { ...details, changes: [...details.changes] },
          isMine,
        },
        {
          entry: 22,
          at: AT,
          until: AT,
          by: 'Bisi',
          change: { is: 'path', operation: 'approve_payout_quote', path: '/v2/x/{id}' },
          isMine,
        },
      ],
    });

  it('is shown as what would change, and made word by word', async () => {
    const { shell, user } = open({
      get_policy: () => waiting(false),
      update_subject: ({ action }) => anAction({ action, state: 'done' }),
      override_path: () => ({ operations: [], isReady: true }),
    });
    const part = within(await screen.findByRole('region', { name: 'Waits for a second person' }));
    expect(part.getByRole('table', { name: /of the account/ })).toHaveTextContent('ibanDE89GB29');
    await user.click(part.getByRole('button', { name: 'Make this very change' }));
    await waitFor(() => expect(shell.asked('update_subject')).toHaveLength(1));
    expect(shell.asked('update_subject')[0]?.request).toMatchObject({
      subject: 'account:7',
      changes: details.changes,
    });
    await user.click(part.getByRole('button', { name: 'Set this very path' }));
    expect(shell.asked('override_path')[0]?.request).toEqual({
      profile: 'acme',
      operation: 'approve_payout_quote',
      path: '/v2/x/{id}',
    });
    await user.click(part.getByRole('button', { name: 'Confirm this policy' }));
    await waitFor(() => expect(shell.asked('change_policy')).toHaveLength(1));
    expect(shell.asked('change_policy')[0]?.request).toMatchObject({
      policy: aPolicy({ typing: false }),
    });
    expect(await seriousFindings()).toEqual([]);
  });

  it('is not confirmed by who proposed it', async () => {
    open({ get_policy: () => waiting(true) });
    const part = within(await screen.findByRole('region', { name: 'Waits for a second person' }));
    expect(part.getAllByText(/You proposed it/)).toHaveLength(3);
    expect(part.queryByRole('button', { name: /Confirm|very/ })).not.toBeInTheDocument();
  });
});
