// What was typed of a merchant is kept, and comes back as it was.

import { screen, waitFor, within } from '@testing-library/react';
import { describe, expect, it } from 'vitest';
import { aProfile, aStatus } from '../../testing/fixtures';
import { anAction, openMerchant } from '../../testing/merchant';

const NEW = '#/merchant-form/new';
const REVIEW = { name: 'Review what will be sent' };

const field = (name: RegExp | string) => screen.findByRole('textbox', { name });

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
