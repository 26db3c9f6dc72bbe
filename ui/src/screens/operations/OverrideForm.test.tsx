// A path of this profile in the place of the table's.

import { waitFor } from '@testing-library/react';
import { describe, expect, it } from 'vitest';
import type { OverridePath } from '../../ipc/bindings/OverridePath';
import type { ProposeChange } from '../../ipc/bindings/ProposeChange';
import { inspector, openExplorer as open } from '../../testing/explorer';
import { aPolicyView } from '../../testing/policy';

describe('a path of this profile', () => {
  it('takes the place of the table’s, and is reset', async () => {
    const { shell, user } = open('#/settings/api/list_merchants');
    const pane = await inspector('List merchants');
    const path = pane.getByRole('textbox', { name: 'Path' });
    await user.clear(path);
    await user.type(path, '/v2/merchants');
    await user.click(pane.getByRole('button', { name: 'Use this path' }));
    expect(await pane.findByText('this profile’s own')).toBeVisible();
    expect(pane.getByText(/not confirmed: no call by the path in use/)).toBeVisible();
    await user.click(pane.getByRole('button', { name: 'Reset to the table’s' }));
    await waitFor(() => expect(path).toHaveValue('/v1/business/'));
    expect(shell.asked('override_path').map(({ request }) => request)).toEqual([
      { profile: 'simulator', operation: 'list_merchants', path: '/v2/merchants' },
      { profile: 'simulator', operation: 'list_merchants', path: '' },
    ]);
  });

  it.each([
    ['v1/business/{{id}', 'begins with /'],
    ['//evil.test/{{id}', 'another server'],
    ['/v1/business/', 'It needs {id}'],
    ['/v1/{{id}/{{other}', 'no other parameter'],
    ['/v1/{{id}?x=1', 'no white space'],
    ['/v1/../{{id}', '. or ..'],
  ])('that can’t be one is refused before it is sent: %s', async (typed, words) => {
    const { shell, user } = open('#/settings/api/get_payout');
    const pane = await inspector();
    const path = pane.getByRole('textbox', { name: 'Path' });
    await user.clear(path);
    await user.type(path, typed);
    expect(pane.getByText(words, { exact: false })).toBeVisible();
    expect(pane.getByRole('button', { name: 'Use this path' })).toBeDisabled();
    await user.type(path, '{Enter}');
    expect(shell.asked('override_path')).toHaveLength(0);
  });

  it('that the Rust side refuses says why beside the field', async () => {
    const message = 'The path is too long. Nothing changed.';
    const { user } = open('#/settings/api/get_payout', {
      override_path: () => {
        throw { code: 'invalid', message, field: 'path', incident: '' };
      },
    });
    const pane = await inspector();
    await user.type(pane.getByRole('textbox', { name: 'Path' }), '/x');
    await user.click(pane.getByRole('button', { name: 'Use this path' }));
    expect(await pane.findByText(message)).toBeVisible();
  });

  it('of an operation that moves money is proposed where that takes two', async () => {
    const message =
      'A second person is needed: this always takes two people here. Nothing changed.';
    const { shell, user } = open('#/settings/api/get_payout', {
      override_path: () => {
        throw { code: 'second_person', message, field: null, incident: '' };
      },
      propose_change: () => aPolicyView(),
    });
    const pane = await inspector();
    await user.type(pane.getByRole('textbox', { name: 'Path' }), 'x');
    await user.click(pane.getByRole('button', { name: 'Use this path' }));
    expect(await pane.findByText(message)).toBeVisible();
    await user.click(pane.getByRole('button', { name: 'Propose to a second person' }));
    expect(await pane.findByText(/It is proposed/)).toBeVisible();
    const proposed = shell.asked('propose_change')[0]?.request as ProposeChange;
    const sent = shell.asked('override_path')[0]?.request as OverridePath;
    expect(proposed.change).toEqual({ is: 'path', operation: 'get_payout', path: sent.path });
  });
});
