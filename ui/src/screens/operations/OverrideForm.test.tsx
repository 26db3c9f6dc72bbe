// A path of this profile in the place of the table's.

import { waitFor } from '@testing-library/react';
import { describe, expect, it } from 'vitest';
import { inspector, openExplorer as open } from '../../testing/explorer';

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
});
