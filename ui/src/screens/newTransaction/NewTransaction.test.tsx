// A transaction is made: who can be chosen, the live rate, the same again, the review, its end.

import { screen, waitFor, within } from '@testing-library/react';
import { describe, expect, it } from 'vitest';
import type { CommandError } from '../../ipc/bindings/CommandError';
import { anAction } from '../../testing/merchant';
import {
  ARABIC,
  aLike,
  aParty,
  aRate,
  aReceiver,
  openTransactionForm,
} from '../../testing/newTransaction';
import { aDocument } from '../../testing/onboarding';
import { seriousFindings } from '../../testing/serious';

const REVIEW = 'Review what will be sent';
const URL = 'https://files.example/i.pdf';

// By their labels: to ask for roles takes seconds where so much is on the screen.
const box = (name: RegExp | string) =>
  screen.findByLabelText<HTMLInputElement>(name, { selector: 'input' });

type Window = ReturnType<typeof openTransactionForm>;

/** Pastes into a field and leaves it: an open list would hide the rest. */
const paste = async ({ user }: Window, name: RegExp | string, text: string) => {
  await user.click(await box(name));
  await user.paste(text);
  await user.tab();
};

/** Searches, and takes the first that can be chosen. */
const pick = async (at: Window, name: RegExp | string, search: string) => {
  await at.user.click(await box(name));
  await at.user.paste(search);
  await screen.findByRole('listbox');
  await at.user.keyboard('{ArrowDown}{Enter}');
};

const fill = async (at: Window) => {
  await pick(at, 'Source merchant', 'Adaeze');
  await pick(at, 'Receiver account', 'Okafor');
  await paste(at, 'They receive', '100000.0');
  await paste(at, 'Currency you deposit', 'USDC (ERC-20)');
  await paste(at, 'Purpose', 'GOODS_PURCHASED');
  await paste(at, 'Invoice, its address', URL);
};

/** A draft in which all is typed. */
const typed = (values: Record<string, string> = {}) => {
  const all = {
    kind: 'end_to_end',
    fromBusinessId: '101',
    toBusinessExternalAccountId: '201',
    toAmount: '100000.0',
    toCurrency: 'USD',
    fromCurrencySymbol: 'USDC (ERC-20)',
    purpose: 'GOODS_PURCHASED',
    invoiceUrl: URL,
    ...values,
  };
  const form = { values: all, further: [], action: anAction().action, base: null };
  const draft = { form: JSON.stringify(form), savedAt: '2026-01-05T09:00:00Z' };
  return new Map([['transaction:new', draft]]);
};

const open = (answers: Parameters<typeof openTransactionForm>[1], values = {}) =>
  openTransactionForm('#/transaction-form/any/-/-', answers, typed(values));

const review = async (at: Window) => {
  await at.user.click(await screen.findByText(REVIEW));
  return screen.findByTestId('review');
};

describe('a new transaction', () => {
  it('is chosen, reviewed to the letter and in words, and bound to the rate on the screen', async () => {
    const at = openTransactionForm();
    await fill(at);
    await paste(at, 'Deposit confirmation, its address', `${URL}?d`);
    // The account brought its currency.
    expect(await box('Currency they receive')).toHaveValue('USD');
    expect(await screen.findByText('101,250.000000')).toBeInTheDocument();
    const asked = at.shell.asked('read_rate');
    expect(asked).toHaveLength(1);
    expect(asked[0]?.request).toEqual({
      profile: 'acme',
      kind: 'payout',
      fromCurrency: 'USDC (ERC-20)',
      toCurrency: 'USD',
      toAmount: '100000.0',
    });
    expect(await seriousFindings()).toEqual([]);
    const shown = await review(at);
    expect(at.reviewed[0]?.wish).toEqual({
      is: 'create_transaction',
      facts: {
        kind: 'payout',
        source: '101',
        target: '',
        account: '201',
        toCurrency: 'USD',
        toAmount: '100000.0',
        fromCurrency: 'USDC (ERC-20)',
        purpose: 'GOODS_PURCHASED',
        invoiceUrl: URL,
        depositConfirmationUrl: `${URL}?d`,
        rate: 77,
        again: false,
      },
    });
    const words = within(shown).getByTestId('summary');
    expect(words).toHaveTextContent(/Payout.*Adaeze Trading Ltd.*Okafor Trading.*···· 6621/);
    expect(words).toHaveTextContent('100,000.0 USD');
    expect(screen.getByText(/noted with the request/)).toBeInTheDocument();
  });

  it('shows why something can’t be chosen, and lets nobody choose it', async () => {
    const at = openTransactionForm();
    await at.user.click(await box('Source merchant'));
    await at.user.paste('النيل');
    const option = await screen.findByRole('option', { name: new RegExp(ARABIC) });
    expect(option).toHaveAttribute('aria-disabled', 'true');
    expect(option).toHaveTextContent('KYC status is Pending');
    expect(within(option).getByText(ARABIC).tagName).toBe('BDI');
    await at.user.click(option);
    await at.user.keyboard('{ArrowDown}{Enter}');
    await at.user.click(await screen.findByText(REVIEW));
    const source = await box('Source merchant');
    await waitFor(() => expect(source).toHaveAccessibleDescription(/It is missing/));
    await waitFor(() => expect(source).toHaveFocus());
    expect(at.shell.asked('review_action')).toHaveLength(0);
  });

  it('of a collection has no target and no deposit confirmation, and sends none', async () => {
    const at = open(
      {},
      { kind: 'payout', target: '102', depositConfirmationUrl: `${URL}?d`, toCurrency: 'EUR' },
    );
    await box(/^Target merchant/);
    await box(/^Deposit confirmation/);
    await at.user.click(screen.getByText('Collection'));
    expect(screen.queryByLabelText(/^Target/)).not.toBeInTheDocument();
    expect(screen.queryByLabelText(/^Deposit confirmation/)).not.toBeInTheDocument();
    await waitFor(() =>
      expect(at.shell.asked('find_receivers').at(-1)?.request).toMatchObject({
        kind: 'collection',
        source: '101',
        target: '',
        currency: 'EUR',
      }),
    );
    await review(at);
    expect(at.reviewed[0]?.wish).toMatchObject({
      facts: { kind: 'collection', source: '101', target: '', depositConfirmationUrl: '' },
    });
    // What was typed for the other kind is kept.
    expect(at.kept.get('transaction:new')?.form).toContain(`${URL}?d`);
  });

  it('begins with an account and its currency, and calls it by its name', async () => {
    openTransactionForm('#/transaction-form/payout/-/201', {
      get_listed: () => ({
        merchant: null,
        account: {
          ...aReceiver(),
          subject: 'account:201',
          nameOnAccount: 'Okafor Trading',
          country: 'NG',
          createdAt: null,
          place: 'p',
        },
        meaning: null,
      }),
    });
    const account = await box('Receiver account');
    await waitFor(() => expect(account).toHaveValue('Okafor Trading'));
    expect(account).toHaveAccessibleDescription(/GTBank ···· 6621 · USD · .*Société/);
    expect(await box('Currency they receive')).toHaveValue('USD');
  });

  it('that is like another has to be wanted again before it is reviewed', async () => {
    const at = open({
      find_like_transactions: () => ({ like: [aLike()], isWhole: false }),
    });
    const like = await screen.findByTestId('like-transactions');
    expect(like).toHaveTextContent('1 transaction with the same merchant, account and amount');
    expect(like).toHaveTextContent('Not all calls of these 24 hours were looked through');
    await at.user.click(await screen.findByText(REVIEW));
    const again = screen.getByRole('checkbox', { name: 'I want it again' });
    expect(await within(like).findByRole('alert')).toHaveTextContent('say that you want it again');
    await waitFor(() => expect(again).toHaveFocus());
    expect(await seriousFindings()).toEqual([]);
    await at.user.keyboard(' ');
    await review(at);
    expect(at.reviewed[0]?.wish).toMatchObject({ facts: { again: true } });
    expect(screen.getByTestId('summary')).toHaveTextContent('You said that you want it again');
  });

  it('whose account changed meanwhile is stopped at its field', async () => {
    const stopped: CommandError = {
      code: 'invalid',
      message: 'It can’t be made: the receiver account is Frozen. Nothing was sent or changed.',
      field: 'toBusinessExternalAccountId',
      incident: '1',
    };
    const at = open({
      review_action: () => {
        throw stopped;
      },
    });
    await at.user.click(await screen.findByText(REVIEW));
    const account = await box('Receiver account');
    await waitFor(() => expect(account).toHaveAccessibleDescription(/is Frozen/));
    await waitFor(() => expect(account).toHaveFocus());
  });

  it('is sent once, and leads on to what was made', async () => {
    const at = open({
      create_transaction: ({ action }) =>
        anAction({
          action,
          operation: 'create_end_to_end',
          object: { key: 'transaction:4711', kind: 'transaction', label: 'Transaction 4711' },
        }),
    });
    await review(at);
    expect(await seriousFindings()).toEqual([]);
    await at.user.click(screen.getByText('Create transaction on SIMULATOR'));
    const onward = await screen.findByText('Open transaction 4711');
    expect(at.shell.asked('create_transaction')).toHaveLength(1);
    await waitFor(() => expect(at.kept.size).toBe(0));
    await waitFor(() => expect(onward).toHaveFocus());
    await at.user.keyboard('{Enter}');
    await waitFor(() => expect(window.location.hash).toMatch(/transaction(:|\/)4711/));
  });

  it('goes on from its draft with all that was typed', async () => {
    const toAmount = '12345678901234567890123456789012345678';
    open({}, { toAmount });
    const source = await box('Source merchant');
    await waitFor(() => expect(source).toHaveValue('Adaeze Trading Ltd'));
    expect(await box('They receive')).toHaveValue(toAmount);
    expect(
      screen.getByText('12,345,678,901,234,567,890,123,456,789,012,345,678'),
    ).toBeInTheDocument();
    expect(await box('Invoice, its address')).toHaveValue(URL);
  });
});

describe('the indicative rate', () => {
  it('that can’t be read says why, and can be read again', async () => {
    let isDown = true;
    const at = open({
      read_rate: () =>
        isDown ? aRate({ rate: null, amount: null, failure: 'HTTP 503, a page.' }) : aRate(),
    });
    const rate = await screen.findByTestId('indicative-rate');
    expect(await within(rate).findByText(/could not be read: HTTP 503/)).toBeInTheDocument();
    isDown = false;
    await at.user.click(await within(rate).findByRole('button', { name: 'Read the rate now' }));
    expect(await within(rate).findByText('101,250.000000')).toBeInTheDocument();
    expect(within(rate).queryByText(/could not be read/)).not.toBeInTheDocument();
  });

  it('of another amount is not bound, and a review without one says so', async () => {
    const at = open(
      {
        read_rate: ({ toAmount }) => {
          if (toAmount === '5') {
            throw { code: 'internal', message: 'No way.', field: null, incident: '' };
          }
          return aRate();
        },
      },
      { toAmount: '4' },
    );
    await screen.findByText('101,250.000000');
    const amount = await box('They receive');
    await at.user.clear(amount);
    await paste(at, 'They receive', '5');
    await review(at);
    expect(at.reviewed[0]?.wish).toMatchObject({ facts: { toAmount: '5', rate: null } });
    expect(screen.getByText(/No indicative rate was shown/)).toBeInTheDocument();
  });
});

describe('a document beside the form', () => {
  it('is put into its field', async () => {
    const document = aDocument();
    const at = openTransactionForm('#/transaction-form/payout/101/-', {
      list_documents: () => ({ documents: [document], isCut: false }),
    });
    await at.user.click(
      await screen.findByRole('button', { name: `Use as invoice: ${document.name}` }),
    );
    expect(await box('Invoice, its address')).toHaveValue(document.url?.url);
    expect(screen.getByText('In use as invoice.')).toBeInTheDocument();
    await at.user.click(
      screen.getByRole('button', { name: `Use as deposit confirmation: ${document.name}` }),
    );
    expect(await box('Deposit confirmation, its address')).toHaveValue(document.url?.url);
  });
});

it('there is a way to the form from a merchant’s page', async () => {
  const at = openTransactionForm('#/merchant/7', {
    find_parties: () => ({ rows: [aParty({ number: '7' })], more: false, age: '' }),
  });
  await at.user.click(await screen.findByRole('button', { name: 'New transaction' }));
  const source = await box('Source merchant');
  await waitFor(() => expect(source).toHaveValue('Adaeze Trading Ltd'));
});
