// A merchant is made and changed: findings, review, refusal, an outcome that is not known.

import { screen, waitFor, within } from '@testing-library/react';
import { describe, expect, it } from 'vitest';
import type { ActionView } from '../../ipc/bindings/ActionView';
import { aMerchant, anAction, aReview, openMerchant } from '../../testing/merchant';
import { seriousFindings } from '../../testing/serious';

const NEW = '#/merchant-form/new';
const REVIEW = { name: 'Review what will be sent' };
const CREATE = { name: 'Create merchant on SIMULATOR' };

const field = (name: RegExp | string) => screen.findByRole('textbox', { name });

describe('a new merchant', () => {
  it('is reviewed as it will be sent, sent once, and its draft goes when it is done', async () => {
    let made: ActionView | null = null;
    const { user, shell, kept, reviewed } = openMerchant(NEW, {
      create_merchant: ({ action }) => {
        made = anAction({ action });
        return made;
      },
      get_action: ({ action }) => ({ action: made?.action === action ? made : null }),
    });
    await user.type(await field('Legal name'), 'Adaeze');
    await waitFor(() => expect(kept.get('merchant:new')?.form).toContain('"Adaeze"'));
    expect(await seriousFindings()).toEqual([]);
    await user.click(screen.getByRole('button', REVIEW));
    const review = await screen.findByTestId('review');
    expect(review).toHaveTextContent('POST http://127.0.0.1:4000/bpapi/v1/business/');
    expect(within(review).getByTestId('review-body')).toHaveTextContent('"legalName"');
    expect(reviewed[0]?.wish).toMatchObject({
      is: 'create_merchant',
      facts: { legalName: 'Adaeze', tradingName: null, localRegNumber: null },
    });
    expect(shell.asked('create_merchant')).toHaveLength(0);
    const { action } = JSON.parse(kept.get('merchant:new')?.form ?? '{}');
    await user.click(screen.getByRole('button', CREATE));
    expect(await screen.findByRole('button', { name: 'Open merchant 100' })).toBeInTheDocument();
    expect(shell.asked('create_merchant')[0]?.request).toMatchObject({ action });
    await waitFor(() => expect(kept.size).toBe(0));
  });

  it('goes to the first field with an error, and sends nothing', async () => {
    const { user, shell } = openMerchant(NEW);
    await user.type(await field('City'), 'Lagos');
    await user.click(screen.getByRole('button', REVIEW));
    const name = screen.getByRole('textbox', { name: 'Legal name' });
    await waitFor(() => expect(name).toHaveFocus());
    expect(name).toHaveAccessibleDescription(/This is needed/);
    expect(shell.asked('review_action')).toHaveLength(0);
  });

  it('is offered again where Cedar refuses it, with the refusal at its field', async () => {
    const refusal = { status: 400, code: 'FIELD_INVALID', message: 'email is wrong' };
    const ids: string[] = [];
    const { user } = openMerchant(NEW, {
      create_merchant: ({ action }) => {
        ids.push(action);
        return anAction({ action, state: 'refused', object: null, refusal });
      },
      get_action: ({ action }) => ({
        action: ids.includes(action)
          ? anAction({ action, state: 'refused', object: null, refusal })
          : null,
      }),
    });
    await user.type(await field('Legal name'), 'Adaeze');
    for (const times of [1, 2]) {
      await user.click(await screen.findByRole('button', REVIEW));
      await user.click(await screen.findByRole('button', CREATE));
      const email = await field('E-mail');
      await waitFor(() => expect(email).toHaveAccessibleDescription(/email is wrong/));
      await waitFor(() => expect(email).toHaveFocus());
      expect(ids).toHaveLength(times);
    }
    // Each try is an action of its own.
    expect(new Set(ids).size).toBe(2);
    expect(screen.getByRole('textbox', { name: 'Legal name' })).toHaveValue('Adaeze');
  });

  it('whose answer is lost is never called failed; candidates are offered', async () => {
    const lost = (action: string) =>
      anAction({
        action,
        state: 'unknown',
        object: null,
        detail: 'A list showed 1 that may be it.',
        candidates: [
          {
            subject: { key: 'merchant:100', kind: 'merchant', label: 'Merchant 100' },
            name: 'ADAEZE',
            madeAt: null,
            status: 'NEW',
            differs: [{ name: 'legalName', sent: '"Adaeze"', found: '"ADAEZE"' }],
            sequence: 50,
          },
        ],
      });
    let is: ActionView | null = null;
    const { user, shell } = openMerchant(NEW, {
      create_merchant: ({ action }) => {
        is = lost(action);
        return is;
      },
      get_action: () => ({ action: is }),
      resolve_action: ({ action }) => {
        is = anAction({ action, knownBy: 'person' });
        return is;
      },
    });
    await user.type(await field('Legal name'), 'Adaeze');
    await user.click(screen.getByRole('button', REVIEW));
    await user.click(await screen.findByRole('button', CREATE));
    const outcome = await screen.findByTestId('action-outcome');
    expect(outcome).toHaveTextContent(
      'We do not know yet whether Cedar received this. Reading until we do.',
    );
    expect(outcome).not.toHaveTextContent(/failed/i);
    const differs = within(outcome).getByRole('table', { name: /Merchant 100 differs/ });
    expect(differs).toHaveTextContent(/legalName.*Adaeze.*ADAEZE/);
    expect(screen.getByRole('button', { name: 'It did not happen…' })).toBeDisabled();
    await user.click(screen.getByRole('button', { name: 'It is merchant 100…' }));
    const dialog = await screen.findByRole('alertdialog');
    await user.type(within(dialog).getByRole('textbox'), 'seen by phone');
    await user.click(within(dialog).getByRole('button', { name: 'Say so' }));
    expect(await screen.findByRole('button', { name: 'Open merchant 100' })).toBeInTheDocument();
    expect(shell.asked('resolve_action')[0]?.request).toMatchObject({
      decision: { is: 'this', subject: 'merchant:100' },
      note: 'seen by phone',
    });
  });

  it('that may be there already is pointed out, and can be made all the same', async () => {
    const { user, shell } = openMerchant(NEW, {
      find_duplicates: () => ({
        possible: [
          {
            subject: { key: 'merchant:7', kind: 'merchant', label: 'Merchant 7' },
            legalName: 'ADAEZE TRADING LTD',
            country: 'NG',
            localRegNumber: 'RC 4711',
            status: 'Approved',
            because: ['It has the same registration number.'],
          },
        ],
        more: false,
        lookedThrough: 50_000,
        filledAt: null,
      }),
    });
    await user.type(await field('Legal name'), 'Adaeze');
    const found = await screen.findByText('It may be there already');
    expect(found.closest('section')).toHaveTextContent(/ADAEZE.*same registration number.*RC 4711/);
    await waitFor(() =>
      expect(shell.asked('find_duplicates').at(-1)?.request).toMatchObject({ legalName: 'Adaeze' }),
    );
    await user.click(screen.getByRole('button', REVIEW));
    await screen.findByTestId('review');
    expect(screen.getByTestId('duplicates')).toHaveTextContent('ADAEZE');
    expect(await seriousFindings()).toEqual([]);
    expect(screen.getByRole('button', CREATE)).toBeEnabled();
  });

  it('brings the country’s phone prefix, and leaves one that was written', async () => {
    const { user } = openMerchant(NEW);
    const country = await screen.findByRole('combobox', { name: 'Country' });
    const prefix = screen.getByRole('textbox', { name: 'Phone prefix' });
    // On the way to Nigeria it reads as Nicaragua.
    await user.type(country, 'NI');
    expect(prefix).toHaveValue('505');
    await user.type(country, 'G');
    expect(prefix).toHaveValue('');
    await user.clear(country);
    await user.type(country, 'NG');
    expect(prefix).toHaveValue('234');
    await user.clear(prefix);
    await user.type(prefix, '44');
    await user.clear(country);
    await user.type(country, 'DE');
    expect(prefix).toHaveValue('44');
  });
});

describe('a change of a merchant', () => {
  const read = {
    fields: [
      { name: 'id', json: '7' },
      { name: 'legalName', json: '"Adaeze Trading Ltd"' },
      { name: 'city', json: '"Lagos"' },
    ],
    readAt: '2026-01-05T09:00:00.000Z',
    sequence: 60,
  };

  it('reads first, and shows the difference that will be sent and nothing else', async () => {
    const { user, reviewed } = openMerchant('#/merchant-form/7', {
      read_fields: () => read,
      review_action: (request) => {
        reviewed.push(request);
        return aReview({
          method: 'PUT',
          path: '/bpapi/v1/business/7',
          grade: 'assumed',
          changes: [{ name: 'city', label: 'City', from: '"Lagos"', to: '"Abuja"' }],
        });
      },
    });
    const city = await field('City');
    expect(city).toHaveValue('Lagos');
    await user.clear(city);
    await user.type(city, 'Abuja');
    await user.click(screen.getByRole('button', REVIEW));
    const difference = await screen.findByRole('table', { name: 'What will change' });
    const rows = within(difference).getAllByRole('row');
    expect(rows.map((row) => row.textContent)).toEqual(['FieldOldNew', 'City cityLagosAbuja']);
    expect(reviewed[0]?.wish).toEqual({
      is: 'update_subject',
      subject: 'merchant:7',
      changes: [{ name: 'city', from: '"Lagos"', to: '"Abuja"' }],
    });
    expect(screen.getByText(/This path is assumed/)).toBeInTheDocument();
  });

  it('is off while compliance reviews, and says why', async () => {
    openMerchant('#/merchant-form/7', {
      get_merchant: () => aMerchant({ editIsOff: 'Under review: compliance looks at the data.' }),
    });
    expect(await screen.findByText(/compliance looks at the data/)).toBeInTheDocument();
    expect(screen.queryByRole('textbox', { name: 'City' })).not.toBeInTheDocument();
  });
});
