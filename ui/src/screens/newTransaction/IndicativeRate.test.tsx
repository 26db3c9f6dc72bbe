// What stands beside the form of a new transaction: the indicative rate and the documents.

import { screen, waitFor, within } from '@testing-library/react';
import { describe, expect, it } from 'vitest';
import {
  aParty,
  aRate,
  box,
  openFilled,
  openTransactionForm,
  paste,
  review,
} from '../../testing/newTransaction';
import { aDocument } from '../../testing/onboarding';

describe('the indicative rate', () => {
  it('that can’t be read says why, and can be read again', async () => {
    let isDown = true;
    const at = openFilled({
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
    const at = openFilled(
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
