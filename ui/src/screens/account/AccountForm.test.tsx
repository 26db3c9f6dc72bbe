// A receiver account is made and changed: findings at the fields, the lists, the difference.

import { screen, waitFor, within } from '@testing-library/react';
import { describe, expect, it } from 'vitest';
import type { CheckDetails } from '../../ipc/bindings/CheckDetails';
import type { DetailsChecked } from '../../ipc/bindings/DetailsChecked';
import { aList, openAccount } from '../../testing/account';
import { anAge } from '../../testing/catalog';
import { anAction, aReview } from '../../testing/merchant';
import { aPolicyView } from '../../testing/policy';
import { seriousFindings } from '../../testing/serious';

const NEW = '#/account-form/new/3';
const REVIEW = { name: 'Review what will be sent' };

const box = (name: RegExp | string) => screen.findByRole('textbox', { name });
const choice = (name: RegExp | string) => screen.findByRole('combobox', { name });

/** Finds an IBAN wrong that ends in 1, and wants nothing else. */
const check = ({ fields }: CheckDetails): DetailsChecked => ({
  findings: fields
    .filter(({ name, text }) => name === 'iban' && text.endsWith('1'))
    .map(({ name }) => ({
      field: name,
      level: 'error',
      words: 'The check digits do not fit.',
      isMissing: false,
    })),
  toSend: fields
    .filter(({ text }) => text !== '')
    .map(({ name, text }) => {
      const value = text.replaceAll(' ', '');
      return { field: name, value, differs: value !== text };
    }),
  mayBeSent: true,
  notChecked: [],
});

describe('a new account', () => {
  it('asks for a bank’s fields or a wallet’s, and sends those of its kind alone', async () => {
    const { user, reviewed, kept } = openAccount(NEW, { check_details: check });
    await user.click(await box(/^IBAN/));
    await user.paste('DE893704');
    expect(screen.getByText('DE89 3704')).toBeInTheDocument();
    await user.click(screen.getByRole('radio', { name: /^Wallet/ }));
    expect(screen.queryByRole('textbox', { name: /IBAN/ })).not.toBeInTheDocument();
    await user.click(await choice('Currency'));
    await user.paste('USDC (ERC-20)');
    await user.tab();
    expect(await choice(/^Network/)).toHaveValue('Ethereum (ERC-20)');
    await user.click(await box('Wallet address'));
    await user.paste('0xAb');
    await user.click(screen.getByRole('button', REVIEW));
    await screen.findByTestId('review');
    expect(reviewed[0]?.wish).toMatchObject({
      is: 'create_receiver_account',
      facts: { owner: '3', network: 'ERC-20', walletAddress: '0xAb', iban: null },
    });
    expect(kept.get('account:new:3')?.form).toContain('DE893704');
  });

  it('is stopped at the field before anything is made of it', async () => {
    const { user, shell } = openAccount(NEW, { check_details: check });
    const iban = await box(/^IBAN/);
    await user.click(iban);
    await user.paste('DE89 3704 1');
    await waitFor(() => expect(iban).toHaveAccessibleDescription(/check digits do not fit/));
    await user.click(screen.getByRole('button', REVIEW));
    await waitFor(() => expect(iban).toHaveFocus());
    expect(shell.asked('review_action')).toHaveLength(0);
  });

  it('without an owner says so, and takes one that is found by its name', async () => {
    const row = {
      subject: 'merchant:12',
      number: '12',
      legalName: 'مؤسسة الشرق للتجارة',
      tradingName: null,
      country: 'AE',
      localRegNumber: null,
      createdAt: null,
      place: 'p',
      standing: {
        status: 'VALID',
        statusWord: 'Approved',
        mark: 'confirmed',
        word: 'confirmed',
        since: '2026-01-05T09:00:00.000Z',
        sinceIsExact: true,
        needs: 'nobody',
        readAt: null,
        readSequence: null,
        toldAt: null,
        toldSequence: null,
        toldStatus: null,
      },
    } as const;
    const { user, reviewed } = openAccount('#/account-form/new', {
      check_details: check,
      list_merchants: ({ search }) => ({
        rows: row.legalName.includes(search) ? [row] : [],
        next: null,
        counts: [],
        age: anAge(),
      }),
    });
    const merchant = await choice('Owner merchant');
    await user.click(screen.getByRole('button', REVIEW));
    await waitFor(() => expect(merchant).toHaveAccessibleDescription(/Choose the merchant/));
    await user.click(merchant);
    await user.paste('الشرق');
    await user.click(await screen.findByRole('option', { name: /مؤسسة الشرق/ }));
    await user.click(screen.getByRole('button', REVIEW));
    await screen.findByTestId('review');
    expect(reviewed[0]?.wish).toMatchObject({ facts: { owner: '12' } });
  });

  it('says where its lists come from, and reads an old one once by itself', async () => {
    const { shell } = openAccount(NEW, {
      check_details: check,
      list_currencies: () =>
        aList([['EUR', 'Euro']], { source: 'known', readAt: null, detail: 'Never read.' }),
      refresh_list: () => aList([['EUR', 'Euro']]),
    });
    expect(await screen.findByText(/1 of its entries are not understood/)).toBeInTheDocument();
    expect(screen.getAllByText('Never read.').length).toBeGreaterThan(0);
    await waitFor(() => expect(shell.asked('refresh_list')).toHaveLength(1));
    expect(shell.asked('refresh_list')[0]?.request).toMatchObject({ list: 'currencies' });
    expect(await seriousFindings()).toEqual([]);
  });
});

describe('an edit of an account', () => {
  const FIELDS = [
    { name: 'id', json: '7' },
    { name: 'nameOnAccount', json: '"Okafor Trading"' },
    { name: 'iban', json: '"DE89370400440532013000"' },
    { name: 'city', json: '"Berlin"' },
    { name: 'tier', json: '1E2' },
  ];

  it('that takes two is proposed from its review, and not sent', async () => {
    const { user, shell } = openAccount('#/account-form/7', {
      check_details: check,
      read_fields: () => ({ fields: FIELDS, readAt: '2026-01-05T09:00:00.000Z', sequence: 77 }),
      review_action: () => {
        const from = '"DE89370400440532013000"';
        const to = '"GB29NWBK60161331926819"';
        return aReview({
          changes: [{ name: 'iban', label: 'Iban', from, to }],
          secondPerson: 'this always takes two people here',
        });
      },
      propose_change: () => aPolicyView(),
    });
    const iban = await box(/^IBAN/);
    await user.clear(iban);
    await user.paste('GB29 NWBK 6016 1331 9268 19');
    await user.click(screen.getByRole('button', REVIEW));
    const review = within(await screen.findByTestId('review'));
    expect(review.getByRole('note')).toHaveTextContent('this always takes two people here');
    expect(review.queryByRole('button', { name: /on SIMULATOR/ })).not.toBeInTheDocument();
    await user.click(review.getByRole('button', { name: 'Propose to a second person' }));
    expect(await review.findByText(/nothing was changed yet/)).toBeVisible();
    expect(shell.asked('propose_change')[0]?.request).toMatchObject({
      change: {
        is: 'details',
        subject: 'account:7',
        changes: [
          { name: 'iban', from: '"DE89370400440532013000"', to: '"GB29NWBK60161331926819"' },
        ],
      },
    });
    expect(shell.asked('update_subject')).toHaveLength(0);
    expect(await seriousFindings()).toEqual([]);
  });

  it('says that it changes where money goes, shows the difference and sends it alone', async () => {
    const { user, reviewed } = openAccount('#/account-form/7', {
      check_details: check,
      read_fields: () => ({ fields: FIELDS, readAt: '2026-01-05T09:00:00.000Z', sequence: 77 }),
      review_action: (request) => {
        reviewed.push(request);
        return aReview({
          operation: 'update_receiver_account',
          changes: [
            {
              name: 'iban',
              label: 'Iban',
              from: '"DE89370400440532013000"',
              to: '"GB29NWBK60161331926819"',
            },
          ],
        });
      },
      update_subject: ({ action }) => anAction({ action, state: 'done' }),
    });
    const iban = await box(/^IBAN/);
    expect(screen.queryByText(/changes where money goes/)).not.toBeInTheDocument();
    await user.clear(iban);
    await user.paste('GB29 NWBK 6016 1331 9268 19');
    expect(await screen.findByText(/changes where money goes/)).toBeInTheDocument();
    await user.click(screen.getByRole('button', REVIEW));
    const review = await screen.findByTestId('review');
    expect(within(review).getByRole('heading', { level: 2 })).toHaveTextContent('What will change');
    expect(reviewed[0]?.wish).toEqual({
      is: 'update_subject',
      subject: 'account:7',
      changes: [{ name: 'iban', from: '"DE89370400440532013000"', to: '"GB29NWBK60161331926819"' }],
    });
    expect(await seriousFindings()).toEqual([]);
  });
});
