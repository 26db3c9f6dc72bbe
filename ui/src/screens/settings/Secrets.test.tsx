// Secrets: they go in and are found nowhere after; rotation, removal, and a keyring that fails.

import { screen, waitFor, within } from '@testing-library/react';
import { describe, expect, it } from 'vitest';
import type { ConsoleStatus } from '../../ipc/bindings/ConsoleStatus';
import { everything } from '../../testing/everything';
import { type Answers, fakeShell, openWindow } from '../../testing/fakeShell';
import { aProfile, aSecret, aStatus, someSecrets } from '../../testing/fixtures';
import { seriousFindings } from '../../testing/serious';

const MARKER = 'marker-7b1e-never-kept';

/** The section has the same name as its field. */
const INPUT = { selector: 'input' };

const STORED = { state: 'stored', detail: 'Stored and read back.', keyId: '3fa9c2d1' } as const;

const open = (answers: Partial<Answers> = {}, status: Partial<ConsoleStatus> = {}) => {
  const shell = fakeShell({
    console_status: () => aStatus(aProfile(), status),
    list_secrets: () => someSecrets(STORED),
    measure_secret: () => ({ bits: 88, wanted: 192, isWeak: true }),
    set_secret: () => someSecrets(STORED),
    clear_secret: () => someSecrets(),
    rotate_webhook_secret: () => someSecrets(STORED),
    ...answers,
  });
  return { shell, ...openWindow('#/settings/secrets') };
};

const WAYS_IN = [
  {
    opens: 'Set the webhook secret…',
    command: 'set_secret',
    label: 'Webhook secret',
    act: 'Store it',
    before: someSecrets(),
  },
  {
    opens: 'Rotate…',
    command: 'rotate_webhook_secret',
    label: 'New webhook secret',
    act: 'Rotate to it',
    before: someSecrets(STORED),
  },
] as const;

describe('a secret', () => {
  it.each(WAYS_IN)('entered by $opens is found nowhere in the page after', async (way) => {
    const app = open({ list_secrets: () => way.before });
    await app.user.click(await screen.findByRole('button', { name: way.opens }));
    await app.user.type(screen.getByLabelText(way.label, INPUT), MARKER);
    await app.user.click(screen.getByRole('button', { name: way.act }));
    await waitFor(() => expect(app.shell.asked(way.command)).toHaveLength(1));
    expect(JSON.stringify(app.shell.asked(way.command))).toContain(MARKER);
    await waitFor(() => expect(screen.queryByLabelText(way.label, INPUT)).not.toBeInTheDocument());
    expect(everything(app.client)).not.toContain(MARKER);
  });

  it('that was refused is not left in its field, and can be kept for the session', async () => {
    let isRefusing = true;
    const app = open({
      list_secrets: () => someSecrets(),
      set_secret: () => {
        if (isRefusing) {
          const message = 'The keyring is locked. Nothing was stored; unlock it and try again.';
          throw { code: 'keyring_unavailable', message, field: null, incident: '' };
        }
        return someSecrets(STORED);
      },
    });
    await app.user.click(await screen.findByRole('button', { name: 'Set the webhook secret…' }));
    await app.user.type(screen.getByLabelText('Webhook secret', INPUT), MARKER);
    await app.user.click(screen.getByRole('button', { name: 'Store it' }));
    expect(await screen.findByRole('alert')).toHaveTextContent('The keyring is locked.');
    expect(everything(app.client)).not.toContain(MARKER);
    expect(screen.getByLabelText('Webhook secret', INPUT)).toHaveFocus();

    isRefusing = false;
    await app.user.click(screen.getByRole('checkbox', { name: /this session only/ }));
    await app.user.type(screen.getByLabelText('Webhook secret', INPUT), MARKER);
    await app.user.click(screen.getByRole('button', { name: 'Store it' }));
    await waitFor(() =>
      expect(app.shell.asked('set_secret').at(-1)?.request).toMatchObject({
        thisSessionOnly: true,
      }),
    );
    await waitFor(() =>
      expect(screen.queryByLabelText('Webhook secret', INPUT)).not.toBeInTheDocument(),
    );
    expect(everything(app.client)).not.toContain(MARKER);
  });

  it('that can’t be read is never called absent', async () => {
    open({ list_secrets: () => someSecrets({ state: 'unknown', detail: 'It is locked.' }) });
    const secret = await screen.findByTestId('secret-webhook_current');
    expect(secret).toHaveTextContent('can’t be known');
    expect(secret).not.toHaveTextContent('not set');
  });

  it('in force is rotated or removed, and never offered to be replaced', async () => {
    open();
    expect(await screen.findByRole('button', { name: 'Rotate…' })).toBeVisible();
    expect(screen.getByRole('button', { name: 'Remove…' })).toBeVisible();
    const section = screen.getByTestId('secret-webhook_current').closest('section');
    const names = within(section as HTMLElement).getAllByRole('button');
    expect(names.map(({ textContent }) => textContent)).toEqual(['Rotate…', 'Remove…']);
  });

  it.each([
    [true, null, 'No delivery that is kept here bears it.'],
    [false, null, 'Whether one came under it is not known'],
    [true, '2026-01-05T09:00:00.000Z', 'The last one under it came at'],
  ])('that ends says of its last use what is known (%s, %s)', async (isKnown, at, words) => {
    const previous = aSecret('webhook_previous', {
      ...STORED,
      keyId: 'aa00bb11',
      isLastUsedKnown: isKnown,
      lastUsed: at,
    });
    const view = someSecrets(STORED);
    const app = open({
      list_secrets: () => ({ ...view, secrets: [...view.secrets.slice(0, 2), previous] }),
    });
    await app.user.click(await screen.findByRole('button', { name: 'End the overlap…' }));
    expect(await screen.findByRole('alertdialog')).toHaveTextContent(words);
    expect(screen.queryByRole('button', { name: 'Rotate…', hidden: true })).toBeNull();
    expect(screen.queryByRole('button', { name: 'Remove…', hidden: true })).toBeNull();
  });

  it('that is rotated leaves an overlap, which ends after asking', async () => {
    const previous = aSecret('webhook_previous', { ...STORED, keyId: 'aa00bb11' });
    const view = someSecrets(STORED);
    const app = open({
      list_secrets: () => ({
        secrets: [...view.secrets.filter(({ kind }) => kind !== previous.kind), previous],
        history: [
          {
            sequence: 12,
            at: '2026-01-05T09:00:00.000Z',
            what: 'Rotated.',
            by: 'A. Ndiaye',
            keyId: '3fa9c2d1',
          },
        ],
      }),
    });
    await app.user.click(await screen.findByRole('button', { name: 'End the overlap…' }));
    const dialog = await screen.findByRole('alertdialog', { name: 'End the overlap?' });
    expect(within(dialog).getByRole('button', { name: 'Cancel' })).toHaveFocus();
    await app.user.click(within(dialog).getByRole('button', { name: 'End the overlap' }));
    await waitFor(() =>
      expect(app.shell.asked('clear_secret')[0]?.request).toMatchObject({
        kind: 'webhook_previous',
      }),
    );
    expect(screen.getByRole('row', { name: /Rotated.*A. Ndiaye/ })).toBeVisible();
  });

  it.each(['locked', 'absent', 'hanging'] as const)(
    'can go nowhere while the keyring is %s, and the page says what to do',
    async (state) => {
      const help = ['Unlock it with the password of this computer.'];
      const keyring = { state, detail: `It is ${state}.`, help, at: null };
      const app = open({ list_secrets: () => someSecrets() }, { keyring });
      await app.user.click(await screen.findByRole('button', { name: 'Set the webhook secret…' }));
      const found = screen.getByTestId('keyring-state');
      expect(found).toHaveTextContent(`It is ${state}.`);
      expect(found).toHaveTextContent('Unlock it with the password');
      expect(screen.getByRole('checkbox', { name: /this session only/ })).not.toBeChecked();
    },
  );

  it('has nothing serious in its page for those who do not see it', async () => {
    const app = open();
    await app.user.click(await screen.findByRole('button', { name: 'Rotate…' }));
    expect(await seriousFindings()).toEqual([]);
  });
});
