// Operators: enrolled, removed, with passphrases that are found nowhere after.

import { screen, waitFor, within } from '@testing-library/react';
import { describe, expect, it } from 'vitest';
import { everything } from '../../testing/everything';
import { type Answers, fakeShell, openWindow } from '../../testing/fakeShell';
import { aProfile, aStatus } from '../../testing/fixtures';
import { aLock, BISI, someOperators } from '../../testing/policy';
import { seriousFindings } from '../../testing/serious';

const MARKER = 'marker seven small boats';
const INPUT = { selector: 'input' };

const open = (answers: Partial<Answers> = {}, lock = aLock()) => {
  const shell = fakeShell({
    console_status: () => aStatus(aProfile(), { lock, operator: 'Ada' }),
    list_operators: () => someOperators(),
    measure_secret: () => ({ bits: 88, wanted: 192, isWeak: true }),
    enrol_operators: () => someOperators(),
    ...answers,
  });
  return { shell, ...openWindow('#/settings/operators') };
};

const nobody = () => someOperators({ operators: [], takesTwo: false });
const person = (name: string) => within(screen.getByRole('group', { name }));

describe('the first operators', () => {
  it('enrol two together, each with a passphrase that is found nowhere after', async () => {
    const lock = aLock({ state: 'none', holders: [], unlocked: null });
    const { shell, user, client } = open({ list_operators: nobody }, lock);
    await screen.findByRole('group', { name: 'First person' });
    for (const [legend, name] of [
      ['First person', 'Ada'],
      ['Second person', 'Bisi'],
    ] as const) {
      await user.type(person(legend).getByRole('textbox', { name: 'Name' }), name);
      await user.type(person(legend).getByLabelText('Passphrase', INPUT), `${MARKER} ${name}`);
      await user.type(person(legend).getByLabelText('The same again', INPUT), `${MARKER} ${name}`);
    }
    await user.click(screen.getByRole('button', { name: 'Enrol' }));
    await waitFor(() => expect(shell.asked('enrol_operators')).toHaveLength(1));
    expect(shell.asked('enrol_operators')[0]?.request).toEqual({
      profile: 'simulator',
      people: [
        { name: 'Ada', passphrase: `${MARKER} Ada` },
        { name: 'Bisi', passphrase: `${MARKER} Bisi` },
      ],
      note: '',
    });
    expect(everything(client)).not.toContain('marker');
    expect(await seriousFindings()).toEqual([]);
  });

  it('whose passphrase was typed twice otherwise are not enrolled', async () => {
    const { shell, user, client } = open({ list_operators: nobody });
    await user.click(await screen.findByRole('radio', { name: /^One alone/ }));
    await user.type(person('Who').getByRole('textbox', { name: 'Name' }), 'Ada');
    await user.type(person('Who').getByLabelText('Passphrase', INPUT), MARKER);
    await user.type(person('Who').getByLabelText('The same again', INPUT), `${MARKER}x`);
    await user.click(screen.getByRole('button', { name: 'Enrol' }));
    expect(await screen.findByText(/not the same/)).toBeVisible();
    expect(shell.asked('enrol_operators')).toHaveLength(0);
    expect(everything(client)).not.toContain('marker');
  });
});

describe('operators that are there', () => {
  it('are listed with their keys, and a removal is proposed where it takes two', async () => {
    const { shell, user } = open({ remove_operator: () => someOperators() });
    const table = within(await screen.findByRole('table', { name: 'Operators' }));
    const row = within(table.getByRole('row', { name: /Bisi/ }));
    expect(row.getByText(`${BISI.slice(0, 12)}…`)).toBeVisible();
    await user.click(row.getByRole('button', { name: 'Remove…' }));
    const asked = within(await screen.findByRole('alertdialog', { name: 'Remove Bisi?' }));
    await user.click(asked.getByRole('button', { name: 'Propose it' }));
    await waitFor(() => expect(shell.asked('remove_operator')).toHaveLength(1));
    expect(shell.asked('remove_operator')[0]?.request).toEqual({
      profile: 'simulator',
      key: BISI,
      note: '',
    });
  });

  it('change a passphrase; a wrong one is told at its field, and none is kept', async () => {
    const message = 'The passphrase is not the one of this key. Nothing was changed.';
    const { user, client } = open({
      change_passphrase: () => {
        throw { code: 'invalid', message, field: 'current', incident: '' };
      },
    });
    const table = within(await screen.findByRole('table', { name: 'Operators' }));
    const ada = within(table.getByRole('row', { name: /Ada/ }));
    await user.click(ada.getByRole('button', { name: 'Passphrase…' }));
    const dialog = within(await screen.findByRole('dialog', { name: 'Ada’s passphrase' }));
    await user.type(dialog.getByLabelText('Now', INPUT), MARKER);
    await user.type(dialog.getByLabelText('From now on', INPUT), `${MARKER} 2`);
    await user.type(dialog.getByLabelText('The same again', INPUT), `${MARKER} 2`);
    await user.click(dialog.getByRole('button', { name: 'Change it' }));
    await waitFor(() =>
      expect(dialog.getByLabelText('Now', INPUT)).toHaveAccessibleDescription(message),
    );
    expect(everything(client)).not.toContain('marker');
    expect(await seriousFindings()).toEqual([]);
  });

  it('confirm what another one proposed, and not what they proposed themselves', async () => {
    const at = '2026-01-05T09:00:00.000Z';
    const what = 'Chi was enrolled as an operator.';
    const { shell, user } = open({
      confirm_operators: () => someOperators(),
      list_operators: () =>
        someOperators({
          proposals: [
            { entry: 31, at, by: 'Ada', what, isMine: true },
            { entry: 32, at, by: 'Bisi', what, isMine: false },
          ],
        }),
    });
    const part = within(await screen.findByRole('region', { name: 'Waits for another operator' }));
    expect(part.getByText(/You proposed it/)).toBeVisible();
    await user.click(part.getByRole('button', { name: 'Confirm it' }));
    await waitFor(() => expect(shell.asked('confirm_operators')).toHaveLength(1));
    expect(shell.asked('confirm_operators')[0]?.request).toMatchObject({ entry: 32 });
  });

  it('that can’t be relied on stop everything, and it is said', async () => {
    open({ list_operators: () => someOperators({ damaged: 'An entry is left out' }) });
    expect(await screen.findByRole('alert')).toHaveTextContent('An entry is left out');
  });
});
