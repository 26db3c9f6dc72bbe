// A merchant's page: what its status means and permits, what comes next, what is still open.

import { screen, waitFor, within } from '@testing-library/react';
import { expect, it } from 'vitest';
import { aMerchant, aMerchantStatus, anAction, openMerchant } from '../../testing/merchant';
import { seriousFindings } from '../../testing/serious';

const HASH = '#/merchant/7';

it('says the status as a word with its shape, its meaning, and the next action', async () => {
  const { user } = openMerchant(HASH);
  const status = await screen.findByTestId('merchant-status');
  expect(status.querySelector('[data-mark=confirmed] svg')).toBeInTheDocument();
  expect(status).toHaveTextContent(/New.*NEW.*known since.*not given to compliance yet/);
  expect(await seriousFindings()).toEqual([]);
  await user.click(within(status).getByRole('button', { name: 'Submit onboarding' }));
  expect(window.location.hash).toBe('#/onboarding/7');
});

it('has no editing while compliance reviews, and says why', async () => {
  const status = aMerchantStatus({
    status: 'UNDER_REVIEW',
    word: 'Under review',
    maySubmit: false,
  });
  openMerchant(HASH, {
    get_merchant: () => aMerchant({ status, editIsOff: 'Under review: compliance looks at it.' }),
  });
  expect(await screen.findByRole('button', { name: 'Edit' })).toBeDisabled();
  expect(screen.getByTestId('merchant-status')).toHaveTextContent('Editing is off. Under review');
});

it('of an approved one the next action is a receiver account', async () => {
  const status = aMerchantStatus({
    status: 'VALID',
    word: 'Approved',
    maySubmit: false,
    mayTransact: true,
  });
  const { user } = openMerchant(HASH, { get_merchant: () => aMerchant({ status }) });
  const section = await screen.findByTestId('merchant-status');
  await user.click(within(section).getByRole('button', { name: 'New receiver account' }));
  expect(window.location.hash).toBe('#/account-form/new/7');
});

it('of which nothing is known yet says what to do', async () => {
  openMerchant(HASH, { get_merchant: () => aMerchant({ status: null, legalName: null }) });
  expect(await screen.findByText('Status not known')).toBeInTheDocument();
  expect(screen.getByRole('heading', { level: 1 })).toHaveTextContent('Merchant 7');
});

it('an open action stands on its object’s page, and is reached from every screen', async () => {
  const open = anAction({
    state: 'unknown',
    label: 'Update merchant',
    object: { key: 'merchant:7', kind: 'merchant', label: 'Merchant 7' },
    mayBeAffirmed: true,
  });
  const { user } = openMerchant('#/settings/about', {
    list_open_actions: () => ({ actions: [open] }),
    get_action: () => ({ action: open }),
  });
  await user.click(await screen.findByTestId('open-actions'));
  await user.click(await screen.findByRole('button', { name: 'Update merchant, merchant 7' }));
  expect(await screen.findByTestId('action-outcome')).toHaveTextContent('We do not know yet');
  expect(window.location.hash).toBe(`#/action/${open.action}`);
  await waitFor(() => expect(screen.queryByRole('dialog')).not.toBeInTheDocument());
  await user.click(screen.getByRole('button', { name: 'Open merchant 7' }));
  expect(await screen.findByTestId('merchant')).toContainElement(
    screen.getByTestId('action-outcome'),
  );
  expect(screen.getByRole('button', { name: 'It happened…' })).toBeEnabled();
});

it('a draft is found again from every screen', async () => {
  const draft = (key: string) => ({ key, savedAt: '2026-01-05T09:00:00.000Z', problem: null });
  const { user } = openMerchant('#/settings/about', {
    list_drafts: () => ({ drafts: [draft('merchant:new'), draft('account:new:7')] }),
  });
  await user.click(await screen.findByTestId('drafts'));
  expect(await screen.findByText('New receiver account of merchant 7')).toBeInTheDocument();
  await user.click(screen.getByRole('button', { name: 'New merchant' }));
  expect(await screen.findByRole('textbox', { name: 'Legal name' })).toBeInTheDocument();
});
