// A transaction is made: who can be chosen, the same again, the review, its end.

import { screen, waitFor, within } from '@testing-library/react';
import { describe, expect, it } from 'vitest';
import type { ActionView } from '../../ipc/bindings/ActionView';
import type { CommandError } from '../../ipc/bindings/CommandError';
import { anAction } from '../../testing/merchant';
import {
  ARABIC,
  aLike,
  aReceiver,
  box,
  fill,
  INVOICE_URL,
  openFilled,
  openTransactionForm,
  paste,
  REVIEW,
  review,
} from '../../testing/newTransaction';
import { seriousFindings } from '../../testing/serious';

describe('a new transaction', () => {
  it('is chosen, reviewed to the letter and in words, and bound to the rate shown', async () => {
    const at = openTransactionForm();
    await fill(at);
    await paste(at, 'Deposit confirmation, its address', `${INVOICE_URL}?d`);
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
        invoiceUrl: INVOICE_URL,
        depositConfirmationUrl: `${INVOICE_URL}?d`,
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
    const at = openFilled(
      {},
      {
        kind: 'payout',
        target: '102',
        depositConfirmationUrl: `${INVOICE_URL}?d`,
        toCurrency: 'EUR',
      },
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
    expect(at.kept.get('transaction:new')?.form).toContain(`${INVOICE_URL}?d`);
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
    const at = openFilled({
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
    const at = openFilled({
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
    const at = openFilled({
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

  it('whose answer is lost offers what may be it, told by number, amount and time', async () => {
    const candidate = (number: string, madeAt: string | null) => ({
      subject: {
        key: `transaction:${number}`,
        kind: 'transaction' as const,
        label: `Transaction ${number}`,
      },
      name: '100000.0 USD',
      madeAt,
      status: 'OnOff_PENDING',
      differs: [],
      sequence: 50,
    });
    const lost = (action: string) =>
      anAction({
        action,
        operation: 'create_end_to_end',
        state: 'unknown',
        object: null,
        detail: 'A list showed 2 that may be it.',
        candidates: [candidate('4711', '2026-01-05T09:00:00.000Z'), candidate('4712', null)],
      });
    let is: ActionView | null = null;
    const at = openFilled({
      create_transaction: ({ action }) => {
        is = lost(action);
        return is;
      },
      get_action: () => ({ action: is }),
    });
    await review(at);
    await at.user.click(screen.getByText('Create transaction on SIMULATOR'));
    const outcome = await screen.findByTestId('action-outcome');
    expect(outcome).toHaveTextContent(
      'have the merchant, the receiver account and the amount that were sent',
    );
    const [one, two] = within(outcome).getAllByRole('listitem');
    expect(one).toHaveTextContent(/^Transaction 4711\s?100,000\.0 USD · OnOff_PENDING · made /);
    expect(one).toHaveTextContent('It is transaction 4711…');
    expect(two).not.toHaveTextContent('made');
    expect(outcome).not.toHaveTextContent(/GOODS_PURCHASED|failed/);
  });

  it('goes on from its draft with all that was typed', async () => {
    const toAmount = '12345678901234567890123456789012345678';
    openFilled({}, { toAmount });
    const source = await box('Source merchant');
    await waitFor(() => expect(source).toHaveValue('Adaeze Trading Ltd'));
    expect(await box('They receive')).toHaveValue(toAmount);
    expect(
      screen.getByText('12,345,678,901,234,567,890,123,456,789,012,345,678'),
    ).toBeInTheDocument();
    expect(await box('Invoice, its address')).toHaveValue(INVOICE_URL);
  });
});
