// Credentials: they are tested, kept or not, and found nowhere in the page after.

import { screen, within } from '@testing-library/react';
import { describe, expect, it } from 'vitest';
import { aConnection, aServer, ORIGIN } from '../../testing/api';
import { everything } from '../../testing/everything';
import { openServer as open } from '../../testing/server';

const KEY = 'CEDAR_DEV_api_key_0b62fa8f-1ec0-4a7e-9d15-3f0f6f6f0001';
const SECRET = `CEDAR_DEV_api_secret_${'a1B2'.repeat(25)}`;

const type = async (app: ReturnType<typeof open>, key = KEY, secret = SECRET) => {
  await app.user.type(await screen.findByLabelText(/^API key/), key);
  await app.user.type(screen.getByLabelText(/^API secret/), secret);
};

describe('credentials', () => {
  it('are tested, kept, and found nowhere in the page after', async () => {
    const app = open({ server: { credentials: 'absent', credentialsOrigin: null } });
    await app.user.click(await screen.findByRole('button', { name: 'Enter key and secret…' }));
    await type(app);
    expect(screen.getAllByText('✓ It has the documented shape.')).toHaveLength(2);
    await app.user.click(screen.getByRole('button', { name: 'Test and store' }));
    expect(await screen.findByText('Kept: they work.')).toBeVisible();
    expect(screen.getByTestId('connection-test')).toHaveAttribute('data-passed', 'true');
    expect(app.shell.asked('set_credentials')[0]?.request).toEqual({
      profile: 'acme',
      key: KEY,
      secret: SECRET,
      origin: ORIGIN,
      thisSessionOnly: false,
      evenIfTestFails: false,
    });
    const held = everything(app.client);
    expect(held).not.toContain(KEY);
    expect(held).not.toContain(SECRET);
  });

  it('that fail the test are not kept, and can be kept all the same', async () => {
    let isKept = false;
    const app = open({
      answers: {
        set_credentials: ({ evenIfTestFails }) => {
          isKept = evenIfTestFails;
          return {
            isKept,
            detail: isKept ? 'Kept, untested.' : 'The ones in force stay.',
            test: aConnection('authenticated'),
            server: aServer(),
          };
        },
      },
    });
    await app.user.click(await screen.findByRole('button', { name: 'Replace…' }));
    expect(screen.getByText(/the ones in force stay if the test fails/)).toBeVisible();
    await type(app);
    await app.user.click(screen.getByRole('button', { name: 'Test and store' }));
    const refused = within(await screen.findByRole('alert'));
    expect(refused.getByText(/The ones in force stay/)).toBeVisible();
    expect(refused.getByText('Compare both with API › API Security.')).toBeVisible();
    expect(screen.getByLabelText(/^API key/)).toHaveFocus();
    expect(everything(app.client)).not.toContain(SECRET);
    expect(everything(app.client)).not.toContain(KEY);
    await app.user.click(refused.getByRole('checkbox', { name: /although the test/ }));
    await type(app);
    await app.user.click(screen.getByRole('button', { name: 'Test and store' }));
    expect(await screen.findByText('Kept, untested.')).toBeVisible();
    expect(isKept).toBe(true);
    expect(everything(app.client)).not.toContain(SECRET);
  });

  it('that could not be stored are not left in their fields', async () => {
    const message = 'The keyring is locked. Nothing was stored.';
    const app = open({
      answers: {
        set_credentials: () => {
          throw { code: 'keyring_unavailable', message, field: null, incident: '' };
        },
      },
    });
    await app.user.click(await screen.findByRole('button', { name: 'Replace…' }));
    await type(app);
    await app.user.click(screen.getByRole('button', { name: 'Test and store' }));
    expect(await screen.findByRole('alert')).toHaveTextContent(message);
    expect(screen.getByRole('checkbox', { name: /this session only/ })).not.toBeChecked();
    expect(everything(app.client)).not.toContain(SECRET);
    expect(everything(app.client)).not.toContain(KEY);
  });

  it.each([
    [SECRET, KEY, 'This is a secret: it belongs in the other field.', true],
    [` ${KEY}`, SECRET, 'White space', false],
    ['my-key', SECRET, 'It is short', true],
  ])('in a wrong shape say so as they are typed: %s', async (key, secret, words, canSend) => {
    const app = open();
    await app.user.click(await screen.findByRole('button', { name: 'Replace…' }));
    await type(app, key, secret);
    expect(screen.getByText(words, { exact: false })).toBeVisible();
    const act = screen.getByRole('button', { name: 'Test and store' });
    expect(act.hasAttribute('disabled')).toBe(!canSend);
  });

  it('are removed after asking', async () => {
    const app = open();
    await app.user.click(await screen.findByRole('button', { name: 'Remove…' }));
    const dialog = within(await screen.findByRole('alertdialog'));
    expect(dialog.getByText(/Nothing can be read from the API/)).toBeVisible();
    await app.user.click(dialog.getByRole('button', { name: 'Remove them' }));
    expect(await screen.findByText('not set')).toBeVisible();
  });

  it('that can’t be read are never called absent', async () => {
    open({ server: { credentials: 'unknown', credentialsDetail: 'The keyring is locked.' } });
    expect(await screen.findByTestId('credentials')).toHaveTextContent('can’t be known');
  });
});
