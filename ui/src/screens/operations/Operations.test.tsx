// The explorer: the whole table, filters, an inspector by keyboard, overrides, calls that read.

import { screen, waitFor, within } from '@testing-library/react';
import { describe, expect, it } from 'vitest';
import type { ConsoleStatus } from '../../ipc/bindings/ConsoleStatus';
import type { OperationView } from '../../ipc/bindings/OperationView';
import { aCall, anOperation, someOperations } from '../../testing/api';
import { type Answers, fakeShell, openApp } from '../../testing/fakeShell';
import { aProfile, aStatus } from '../../testing/fixtures';
import { seriousFindings } from '../../testing/serious';

const open = (
  hash = '#/settings/api',
  answers: Partial<Answers> = {},
  status: Partial<ConsoleStatus> = {},
) => {
  let operations = someOperations();
  const shell = fakeShell({
    console_status: () => aStatus(aProfile(), status),
    list_operations: () => ({ operations, isReady: true }),
    override_path: ({ operation, path }) => {
      const overridePath = path === '' ? null : path;
      operations = operations.map((one) =>
        one.id === operation ? { ...one, overridePath, confirmedAt: null } : one,
      );
      return { operations, isReady: true };
    },
    call_operation: () => aCall(),
    list_timeline: () => ({ rows: [], next: null, entries: 0 }),
    ...answers,
  });
  return { shell, user: openApp(hash) };
};

const alone = (changed: Partial<OperationView>) => ({
  list_operations: () => ({ operations: [anOperation(changed)], isReady: true }),
});

const rows = () =>
  within(screen.getByRole('grid'))
    .getAllByRole('row')
    .filter((row) => row.dataset.operation !== undefined);
const inspector = async (name = 'Get payout') =>
  within(await screen.findByRole('complementary', { name }));

describe('the table of operations', () => {
  it('holds every operation with its path, evidence, effect and last result', async () => {
    open();
    const grid = await screen.findByRole('grid', { name: 'Operations' });
    expect(grid).toHaveAttribute('aria-rowcount', '37');
    const [payout, merchants, , create] = rows();
    expect(payout).toHaveTextContent('GET/v1/sendc2f/{id}D documentedreadsnot called yet');
    expect(merchants).toHaveTextContent('confirmed');
    expect(merchants).toHaveTextContent('worked 200');
    expect(create).toHaveTextContent('moves money');
  });

  it('is narrowed by text and by effect, and says so where nothing fits', async () => {
    const { user } = open();
    await screen.findByRole('grid');
    await user.keyboard('/');
    await user.keyboard('post price');
    await waitFor(() => expect(rows()).toHaveLength(1));
    expect(screen.getByText('1 of 36')).toBeVisible();
    await user.click(screen.getByRole('radio', { name: 'Moves money' }));
    expect(await screen.findByRole('heading', { name: 'No operation fits' })).toBeVisible();
    await user.click(screen.getByRole('button', { name: 'Show all 36' }));
    await user.click(screen.getByRole('radio', { name: 'Changes' }));
    await waitFor(() => expect(rows().map((row) => row.dataset.effect)).toEqual(['changes']));
  });

  it('says why nothing can be called, and leads to where that is changed', async () => {
    const api = { ...aProfile().api, state: 'credentials_missing' as const, detail: 'No key.' };
    fakeShell({
      console_status: () => aStatus(aProfile({ api })),
      list_operations: () => ({ operations: [anOperation()], isReady: false }),
    });
    const user = openApp('#/settings/api/get_payout');
    const notice = within(await screen.findByRole('region', { name: 'Nothing can be called now' }));
    expect(notice.getByText(/No key\./)).toBeVisible();
    expect(screen.getByRole('button', { name: 'Run' })).toBeDisabled();
    await user.click(notice.getByRole('button', { name: 'Server and credentials' }));
    expect(window.location.hash).toBe('#/settings/server');
  });
});

describe('an operation', () => {
  it('is reached, opened, filled in, run and left by keyboard alone', async () => {
    const { shell, user } = open();
    await screen.findByRole('grid');
    await user.keyboard('j{Enter}');
    await waitFor(() => expect(screen.getByRole('heading', { name: 'Get payout' })).toHaveFocus());
    const field = screen.getByRole('textbox', { name: '{id}' });
    while (document.activeElement !== field) {
      await user.tab();
    }
    await user.keyboard('4711{Enter}');
    expect(await screen.findByTestId('call-result')).toHaveAttribute('data-outcome', 'worked');
    expect(shell.asked('call_operation')[0]?.request).toEqual({
      profile: 'simulator',
      operation: 'get_payout',
      pathValue: '4711',
      query: [],
      body: null,
    });
    await user.keyboard('{Escape}');
    await waitFor(() =>
      expect(screen.getByRole('grid')).toContainElement(document.activeElement as HTMLElement),
    );
    await user.keyboard('{Escape}');
    await waitFor(() =>
      expect(screen.queryByRole('complementary', { name: 'Get payout' })).toBeNull(),
    );
  });

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
});

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
    const { shell, user } = open('#/settings/api/get_payout', alone({}));
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

it('in the auditor’s mode can call what reads, and can change no path', async () => {
  const { shell, user } = open('#/settings/api/list_merchants', {}, { mode: 'auditor' });
  const pane = await inspector('List merchants');
  expect(pane.getByRole('textbox', { name: 'Path' })).toBeDisabled();
  expect(pane.getByRole('button', { name: 'Use this path' })).toBeDisabled();
  await user.click(pane.getByRole('button', { name: 'Run' }));
  await waitFor(() => expect(shell.asked('call_operation')).toHaveLength(1));
});

it('has nothing serious for those who do not see it', async () => {
  const { user } = open('#/settings/api/list_merchants');
  const pane = await inspector('List merchants');
  await user.click(pane.getByRole('button', { name: 'Run' }));
  await pane.findByTestId('call-result');
  expect(await seriousFindings()).toEqual([]);
});
