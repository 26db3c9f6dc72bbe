// A locked console shows nothing but the way to unlock it.

import { act, screen, waitFor } from '@testing-library/react';
import { describe, expect, it } from 'vitest';
import { everything } from '../testing/everything';
import { type Answers, fakeShell, openWindow } from '../testing/fakeShell';
import { aProfile, aRow, aStatus } from '../testing/fixtures';
import { aLock, BISI } from '../testing/policy';
import { seriousFindings } from '../testing/serious';

const MARKER = 'marker seven small boats';

const open = (answers: Partial<Answers> = {}, isLocked = true) => {
  let lock = aLock(isLocked ? { state: 'locked', unlocked: null } : {});
  const status = () =>
    aStatus(aProfile(), { lock, operator: lock.state === 'unlocked' ? 'Ada' : null });
  const shell = fakeShell({
    console_status: status,
    list_timeline: () => ({ rows: [aRow(1)], next: null, entries: 1 }),
    list_cards: () => ({ open: [], settled: [] }) as never,
    note_presence: () => lock,
    lock_console: () => {
      lock = aLock({ state: 'locked', unlocked: null });
      return status();
    },
    unlock_console: ({ key }) => {
      lock = aLock({ unlocked: key });
      return status();
    },
    ...answers,
  });
  return { shell, ...openWindow('#/timeline/all') };
};

const ROW = 'BusinessRequestStatusChanged';

describe('a locked console', () => {
  it('shows who can unlock it alone, and opens by a passphrase that it does not keep', async () => {
    const { shell, user, client } = open();
    const field = await screen.findByLabelText('Passphrase', { selector: 'input' });
    expect(field).toHaveFocus();
    expect(screen.queryByRole('navigation')).not.toBeInTheDocument();
    expect(shell.asked('list_timeline')).toHaveLength(0);
    expect(await seriousFindings()).toEqual([]);
    await user.click(screen.getByRole('radio', { name: 'Bisi' }));
    await user.type(field, `${MARKER}{Enter}`);
    expect(await screen.findByRole('button', { name: 'Lock' })).toBeVisible();
    expect(shell.asked('unlock_console')[0]?.request).toEqual({ key: BISI, passphrase: MARKER });
    expect(everything(client)).not.toContain('marker');
  });

  it('says that a passphrase is wrong, and empties the field', async () => {
    const message = 'The passphrase is not the one of this key. Nothing was changed.';
    const { user, client } = open({
      unlock_console: () => {
        throw { code: 'invalid', message, field: 'passphrase', incident: '' };
      },
    });
    const field = await screen.findByLabelText('Passphrase', { selector: 'input' });
    await user.type(field, `${MARKER}{Enter}`);
    await waitFor(() => expect(field).toHaveAccessibleDescription(message));
    expect(field).toHaveValue('');
    expect(everything(client)).not.toContain('marker');
  });
});

describe('locking', () => {
  it('by its key covers the screen, and what was on it is not kept behind', async () => {
    const { user, client } = open({}, false);
    expect((await screen.findAllByText(ROW)).length).toBeGreaterThan(0);
    await user.keyboard('{Control>}l{/Control}');
    expect(await screen.findByTestId('locked')).toBeVisible();
    expect(everything(client)).not.toContain(ROW);
  });

  it('comes by itself when the Rust side says so, and a press before it tells of it', async () => {
    let lock = aLock();
    const { shell, user } = open(
      { console_status: () => aStatus(aProfile(), { lock, operator: 'Ada' }) },
      false,
    );
    await screen.findByRole('button', { name: 'Lock' });
    await user.keyboard('x');
    await waitFor(() => expect(shell.asked('note_presence')).toHaveLength(1));
    await user.keyboard('xx');
    expect(shell.asked('note_presence')).toHaveLength(1);
    lock = aLock({ state: 'locked', unlocked: null });
    await act(() => shell.notify('console_status'));
    expect(await screen.findByTestId('locked')).toBeVisible();
  });

  it('is offered nowhere while nobody has a key', async () => {
    const none = aLock({ state: 'none', holders: [], unlocked: null });
    open({ console_status: () => aStatus(aProfile(), { lock: none }) }, false);
    expect(await screen.findByRole('button', { name: /A. Ndiaye/ })).toBeVisible();
    expect(screen.queryByRole('button', { name: 'Lock' })).not.toBeInTheDocument();
  });
});
