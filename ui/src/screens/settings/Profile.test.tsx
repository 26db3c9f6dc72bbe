// A profile as a file, made of one, and its end.

import { screen, waitFor, within } from '@testing-library/react';
import { describe, expect, it } from 'vitest';
import type { ConsoleStatus } from '../../ipc/bindings/ConsoleStatus';
import { aServer } from '../../testing/api';
import { type Answers, fakeShell, openApp } from '../../testing/fakeShell';
import { aProfile, aProfileView, aStatus, someSettings } from '../../testing/fixtures';
import { seriousFindings } from '../../testing/serious';

const open = (answers: Partial<Answers> = {}, changed: Partial<ConsoleStatus> = {}) => {
  const acme = aProfile({ name: 'acme', title: 'Acme Ltd', environment: 'live' });
  let status = aStatus(acme, changed);
  const shell = fakeShell({
    console_status: () => status,
    profile_settings: ({ profile }) =>
      someSettings({ name: profile, title: 'Acme Ltd', server: aServer() }),
    export_profile: () => ({
      fileName: 'acme.json',
      path: '/home/a/acme.json',
      text: '{\n  "name": "acme"\n}',
    }),
    import_profile: ({ name }) => {
      const made = aProfile({ name: name || 'beta', title: 'Beta', environment: 'sandbox' });
      status = aStatus(made, { profiles: [aProfileView({ name: made.name })] });
      return made;
    },
    delete_profile: () => {
      status = aStatus(null);
      return {
        folder: '/data/acme',
        entries: 48211,
        details: ['Credentials and webhook secrets were removed from the keyring.'],
      };
    },
    ...answers,
  });
  return { shell, user: openApp('#/settings/profile') };
};

describe('a profile as a file', () => {
  it('says where it was saved, and shows the whole of it', async () => {
    const { user } = open();
    await user.click(await screen.findByRole('button', { name: 'Save as a file' }));
    expect(await screen.findByText('/home/a/acme.json')).toBeVisible();
    expect(screen.getByRole('region', { name: 'acme.json' })).toHaveTextContent('"name": "acme"');
  });

  it('becomes a new profile, whose credentials are asked for', async () => {
    const { shell, user } = open();
    const file = new File(['{"name":"beta"}'], 'beta.json', { type: 'application/json' });
    await screen.findByRole('button', { name: 'Choose a file…' });
    await user.upload(document.querySelector('input[type=file]') as HTMLInputElement, file);
    await waitFor(() =>
      expect(screen.getByRole('textbox', { name: 'What stands in it' })).toHaveValue(
        '{"name":"beta"}',
      ),
    );
    await user.click(screen.getByRole('button', { name: 'Import as a new profile' }));
    await waitFor(() => expect(window.location.hash).toBe('#/settings/server'));
    expect(shell.asked('import_profile')[0]?.request).toEqual({
      text: '{"name":"beta"}',
      name: '',
    });
  });

  it('that is too long or is none makes nothing', async () => {
    const message = 'This is no profile’s file. Nothing was made.';
    const { shell, user } = open({
      import_profile: () => {
        throw { code: 'invalid', message, field: 'text', incident: '' };
      },
    });
    await screen.findByRole('button', { name: 'Choose a file…' });
    const input = document.querySelector('input[type=file]') as HTMLInputElement;
    await user.upload(
      input,
      new File(['x'.repeat(70_000)], 'a.json', { type: 'application/json' }),
    );
    expect(await screen.findByText(/more than 64 KB/)).toBeVisible();
    expect(shell.asked('import_profile')).toHaveLength(0);
    await user.type(screen.getByRole('textbox', { name: 'What stands in it' }), 'none');
    await user.click(screen.getByRole('button', { name: 'Import as a new profile' }));
    expect(await screen.findByText(message)).toBeVisible();
  });
});

describe('the end of a profile', () => {
  const ask = async (user: ReturnType<typeof open>['user']) => {
    await user.click(await screen.findByRole('button', { name: 'Delete Acme Ltd…' }));
    return within(await screen.findByRole('alertdialog', { name: 'Delete Acme Ltd?' }));
  };

  it('takes its name typed, says what is kept, and what became of it', async () => {
    const draft = { profile: 'acme', step: 'secret', read: [], isUnderWay: false };
    window.localStorage.setItem('set-up', JSON.stringify(draft));
    const { shell, user } = open();
    const dialog = await ask(user);
    expect(dialog.getByRole('button', { name: 'Cancel' })).toHaveFocus();
    expect(dialog.getByText(/the ledger, in/)).toBeVisible();
    const act = dialog.getByRole('button', { name: 'Delete the profile' });
    await user.type(dialog.getByRole('textbox', { name: 'Type acme to delete it' }), 'acm');
    expect(act).toBeDisabled();
    await user.type(dialog.getByRole('textbox', { name: 'Type acme to delete it' }), 'e');
    await user.click(act);
    const gone = within(await screen.findByRole('dialog', { name: 'Acme Ltd is deleted' }));
    expect(gone.getByText(/removed from the keyring/)).toBeVisible();
    expect(gone.getByText('48,211 entries, kept')).toBeVisible();
    expect(gone.getByText('/data/acme')).toBeVisible();
    // A set-up of it that was left has no more to go on with.
    expect(window.localStorage.getItem('set-up')).toBeNull();
    expect(shell.asked('delete_profile')[0]?.request).toEqual({
      profile: 'acme',
      typedName: 'acme',
    });
    await user.click(gone.getByRole('button', { name: 'Close' }));
    expect(await screen.findByRole('button', { name: 'Connect to Cedar' })).toBeVisible();
  });

  it('is refused for one that can’t be, and says why', async () => {
    const message = 'Three intents are open. Nothing was deleted.';
    const { user } = open({
      delete_profile: () => {
        throw { code: 'invalid', message, field: null, incident: '' };
      },
    });
    const dialog = await ask(user);
    await user.type(dialog.getByRole('textbox'), 'acme');
    await user.click(dialog.getByRole('button', { name: 'Delete the profile' }));
    expect(await dialog.findByText(message)).toBeVisible();
  });
});

it('in the auditor’s mode can be saved as a file, and nothing else', async () => {
  const { user } = open({}, { mode: 'auditor' });
  await user.click(await screen.findByRole('button', { name: 'Save as a file' }));
  expect(await screen.findByText('/home/a/acme.json')).toBeVisible();
  for (const name of ['Choose a file…', 'Import as a new profile', 'Delete Acme Ltd…']) {
    expect(screen.getByRole('button', { name })).toBeDisabled();
  }
});

it('has nothing serious for those who do not see it', async () => {
  const { user } = open();
  await user.click(await screen.findByRole('button', { name: 'Save as a file' }));
  await screen.findByText('/home/a/acme.json');
  expect(await seriousFindings()).toEqual([]);
  await user.click(screen.getByRole('button', { name: 'Delete Acme Ltd…' }));
  await screen.findByRole('alertdialog');
  expect(await seriousFindings()).toEqual([]);
});
