// A merchant is made and changed: findings, review, refusal, an outcome that is not known, drafts.

import { screen, waitFor, within } from '@testing-library/react';
import { describe, expect, it } from 'vitest';
import type { ActionView } from '../../ipc/bindings/ActionView';
import { aProfile, aStatus } from '../../testing/fixtures';
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

  it('whose answer is lost is never called failed; candidates are offered to the person', async () => {
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

  it('brings the country’s phone prefix, and leaves one that was written', async () => {
    const { user } = openMerchant(NEW);
    const country = await screen.findByRole('combobox', { name: 'Country' });
    await user.type(country, 'Nigeria');
    const prefix = screen.getByRole('textbox', { name: 'Phone prefix' });
    expect(prefix).toHaveValue('234');
    await user.clear(prefix);
    await user.type(prefix, '44');
    await user.clear(country);
    await user.type(country, 'DE');
    expect(prefix).toHaveValue('44');
  });
});

describe('a draft', () => {
  const form = {
    values: { legalName: 'Bisi Foods' },
    further: [{ row: 1, name: 'tier', json: '1E2' }],
    action: '0b3c1a52-9d1e-4f6a-8c77-1f2e3d4c5b01',
    base: null,
  };
  const draft = { form: JSON.stringify(form), savedAt: '2026-01-05T09:00:00.000Z' };

  it('comes back as it was, under the same action, and is discarded only when asked', async () => {
    const { user, kept } = openMerchant(NEW, {}, new Map([['merchant:new', draft]]));
    expect(await field('Legal name')).toHaveValue('Bisi Foods');
    expect(screen.getByRole('textbox', { name: 'JSON value 1' })).toHaveValue('1E2');
    expect(screen.getByRole('region', { name: 'Draft' })).toHaveTextContent('your draft from');
    await user.type(await field('City'), 'Lagos');
    await waitFor(() =>
      expect(JSON.parse(kept.get('merchant:new')?.form ?? '{}')).toMatchObject({
        values: { legalName: 'Bisi Foods', city: 'Lagos' },
        action: form.action,
      }),
    );
    await user.click(screen.getByRole('button', { name: 'Discard the draft…' }));
    const dialog = await screen.findByRole('alertdialog');
    await user.click(within(dialog).getByRole('button', { name: 'Discard' }));
    await waitFor(() => expect(kept.size).toBe(0));
    expect(await field('Legal name')).toHaveValue('');
  });

  it('whose action was sent before the program ended shows what became of it', async () => {
    const { kept, shell } = openMerchant(
      NEW,
      { get_action: ({ action }) => ({ action: anAction({ action }) }) },
      new Map([['merchant:new', draft]]),
    );
    expect(await screen.findByRole('button', { name: 'Open merchant 100' })).toBeInTheDocument();
    await waitFor(() => expect(kept.size).toBe(0));
    expect(shell.asked('create_merchant')).toHaveLength(0);
  });

  it('that can’t be read is told, and not written over', async () => {
    const { user, shell } = openMerchant(NEW, {
      get_draft: () => ({ draft: null, problem: 'expected value at line 1' }),
    });
    expect(await screen.findByText(/can’t be read/)).toBeInTheDocument();
    expect(shell.asked('save_draft')).toHaveLength(0);
    await user.click(screen.getByRole('button', { name: 'Discard it and begin anew' }));
    expect(await field('Legal name')).toHaveValue('');
    expect(shell.asked('discard_draft')).toHaveLength(1);
  });

  it('that can’t be kept says so while it is typed', async () => {
    const { user } = openMerchant(NEW, {
      save_draft: () => {
        throw { code: 'internal', message: 'The disk is full.', field: null, incident: '' };
      },
    });
    await user.type(await field('City'), 'L');
    expect(await screen.findByRole('alert')).toHaveTextContent('not kept: The disk is full.');
  });
});

describe('in the auditor’s mode', () => {
  it('nothing is typed, kept or sent', async () => {
    const { shell } = openMerchant(NEW, {
      console_status: () => aStatus(aProfile({ name: 'acme' }), { mode: 'auditor' }),
    });
    expect(await field('Legal name')).toBeDisabled();
    expect(screen.getByRole('button', REVIEW)).toBeDisabled();
    expect(shell.asked('save_draft')).toHaveLength(0);
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
