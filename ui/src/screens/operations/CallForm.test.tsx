// Calling an operation that reads: what is asked for, what was sent and answered, what failed.

import { waitFor, within } from '@testing-library/react';
import { describe, expect, it } from 'vitest';
import { aCall } from '../../testing/api';
import { inspector, openExplorer as open } from '../../testing/explorer';

describe('an operation', () => {
  it('shows request and answer as they went, its secrets left out', async () => {
    const { user } = open('#/settings/api/get_payout');
    const pane = await inspector();
    await user.type(pane.getByRole('textbox', { name: '{id}' }), '4711');
    await user.click(pane.getByRole('button', { name: 'Run' }));
    const sent = await pane.findByRole('table', { name: 'Headers as sent' });
    expect(within(sent).getByRole('row', { name: /x-api-key/ })).toHaveTextContent(
      'a secret, never told',
    );
    const body = pane.getByTestId('answer-body');
    expect(body.textContent).toContain('  "toAmount": "100000.0",\n  "rate": 1.50');
    await user.click(pane.getByRole('radio', { name: 'Raw' }));
    expect(body).toHaveTextContent('{"businessRequestId":4711,"toAmount":"100000.0","rate":1.50}');
    expect(pane.getByText(/3.2 s ahead of this machine/)).toBeVisible();
    expect(pane.getByText(/sent once\. It reads alone/)).toBeVisible();
    expect(pane.getByRole('button', { name: 'Copy the body as it came' })).toBeVisible();
  });

  it.each([
    ['not_sent', 0, 'Nothing was sent and nothing changed.'],
    ['refused', 1, 'It was sent once and refused: nothing changed.'],
    ['unknown', 3, 'It was sent 3 times. It reads alone: nothing changed'],
  ] as const)(
    'that ends %s says whether anything was sent, and what to do',
    async (outcome, attempts, words) => {
      const call = aCall({ outcome, attempts, answer: null, detail: 'Why.', advice: ['Do this.'] });
      const { user } = open('#/settings/api/list_merchants', { call_operation: () => call });
      const pane = await inspector('List merchants');
      await user.click(pane.getByRole('button', { name: 'Run' }));
      expect(await pane.findByText(words, { exact: false })).toBeVisible();
      expect(pane.getByRole('list', { name: 'What can be done' })).toHaveTextContent('Do this.');
      expect(pane.getByText('No answer came.')).toBeVisible();
    },
  );

  it('shows a proxy’s page as it came, and that a body broke off', async () => {
    const answer = {
      ...aCall().answer,
      status: 502,
      contentType: 'text/html',
      date: null,
      body: '<h1>Bad Gateway</h1>',
      isCutForView: false,
      bytes: 20,
      isWhole: false,
      sameAs: null,
    };
    const { user } = open('#/settings/api/list_merchants', {
      call_operation: () => aCall({ outcome: 'unknown', answer }),
    });
    const pane = await inspector('List merchants');
    await user.click(pane.getByRole('button', { name: 'Run' }));
    expect(await pane.findByTestId('answer-body')).toHaveTextContent('<h1>Bad Gateway</h1>');
    expect(pane.queryByRole('radio', { name: 'Readable' })).toBeNull();
    expect(pane.getByText(/Not all of it came/)).toBeVisible();
  });

  it('asks for what is missing or can’t be, and sends nothing', async () => {
    const { shell, user } = open('#/settings/api/get_payout');
    const pane = await inspector();
    await user.click(pane.getByRole('button', { name: 'Run' }));
    expect(await pane.findByText('Say which: the path needs {id}.')).toBeVisible();
    expect(pane.getByRole('textbox', { name: '{id}' })).toBeInvalid();
    expect(shell.asked('call_operation')).toHaveLength(0);
  });

  it('takes a body letter by letter, once it is an object of JSON', async () => {
    const { shell, user } = open('#/settings/api/price_end_to_end');
    const pane = await inspector('Calculate end to end rate');
    const body = pane.getByRole('textbox', { name: 'Body' });
    await user.clear(body);
    await user.type(body, '[[1]');
    await user.click(pane.getByRole('button', { name: 'Run' }));
    expect(await pane.findByText(/begins with \{/)).toBeVisible();
    await user.clear(body);
    await user.type(body, '{{"toAmount": 0.10}');
    await user.click(pane.getByRole('button', { name: 'Run' }));
    await waitFor(() => expect(shell.asked('call_operation')).toHaveLength(1));
    expect(shell.asked('call_operation')[0]?.request).toMatchObject({ body: '{"toAmount": 0.10}' });
  });

  it.each([
    ['update_merchant', 'Update merchant', /changes data/],
    ['create_payout', 'Create payout', /moves money: it is called/],
  ])('that does more than read can’t be called: %s', async (id, name, words) => {
    open(`#/settings/api/${id}`);
    const pane = await inspector(name);
    expect(pane.getByText(words)).toBeVisible();
    expect(pane.queryByRole('button', { name: 'Run' })).toBeNull();
  });

  it('that the Rust side refuses says so at the field, or leads to what is missing', async () => {
    let error = { code: 'invalid', message: 'It is too long.', field: 'pathValue', incident: '' };
    const { user } = open('#/settings/api/get_payout', {
      call_operation: () => {
        throw error;
      },
    });
    const pane = await inspector();
    await user.type(pane.getByRole('textbox', { name: '{id}' }), '4711');
    await user.click(pane.getByRole('button', { name: 'Run' }));
    expect(await pane.findByText('It is too long.')).toBeVisible();
    expect(pane.getByRole('textbox', { name: '{id}' })).toBeInvalid();
    error = { code: 'api_not_ready', message: 'No key.', field: '', incident: '' };
    await user.click(pane.getByRole('button', { name: 'Run' }));
    expect(await pane.findByRole('alert')).toHaveTextContent('No key.');
    await user.click(pane.getByRole('button', { name: 'Server and credentials' }));
    expect(window.location.hash).toBe('#/settings/server');
  });
});
