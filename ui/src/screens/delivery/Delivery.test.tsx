// A delivery's page: the very bytes, what is covered, and how the verdict came about.

import { screen, within } from '@testing-library/react';
import { describe, expect, it } from 'vitest';
import type { CardsView } from '../../ipc/bindings/CardsView';
import { aCall } from '../../testing/api';
import { aCard } from '../../testing/cards';
import { fakeShell, openApp } from '../../testing/fakeShell';
import { aDelivery, aRefusedRow, aRow, aStatus, aVerdict } from '../../testing/fixtures';
import { seriousFindings } from '../../testing/serious';

const NO_CARDS: CardsView = { open: [], settled: [] };

const open = (delivery: ReturnType<typeof aDelivery>, cards = NO_CARDS) => {
  fakeShell({
    console_status: () => aStatus(),
    get_delivery: () => delivery,
    list_timeline: () => ({ rows: [], next: null, entries: 0 }),
    list_cards: () => cards,
    get_observation: () => aCall(),
  });
  return openApp('#/delivery/41');
};

describe('a delivery', () => {
  it('says by what it is verified and shows the body whole', async () => {
    open(aDelivery());
    expect(await screen.findByTestId('verdict')).toHaveTextContent(
      'hash matches, covers id, status',
    );
    const body = screen.getByTestId('raw-body');
    const raw = [...body.querySelectorAll('code')].map((line) => line.textContent).join('');
    expect(raw).toBe('{"id":7,"status":"OnOff_COMPLETED","amount":"100000.0"}');
    const covered = [...body.querySelectorAll('[data-covered=true] [data-covered=true]')];
    expect(covered.map((piece) => piece.textContent)).toEqual(['7', '"OnOff_COMPLETED"']);
  });

  it('names each step with its outcome in words', async () => {
    open(aDelivery());
    const steps = within(await screen.findByRole('region', { name: 'How the hash comes about' }));
    const items = steps.getAllByRole('listitem');
    expect(items).toHaveLength(2);
    expect(items[1]).toHaveTextContent('SHA-256');
    expect(items[1]).toHaveTextContent('passed');
  });

  it('keeps covered and uncovered fields apart', async () => {
    open(aDelivery());
    const [covered, uncovered] = within(
      await screen.findByRole('region', { name: 'Fields' }),
    ).getAllByRole('table');
    expect(covered).toHaveTextContent('OnOff_COMPLETED');
    expect(covered).not.toHaveTextContent('amount');
    expect(uncovered).toHaveTextContent('"100000.0", not covered by the hash');
  });

  it('shows bytes by one key', async () => {
    const user = open(aDelivery());
    await screen.findByTestId('raw-body');
    await user.keyboard('h');
    expect(screen.getByTestId('raw-bytes')).toHaveTextContent('7b 22 69 64 22 3a 37 7d');
  });

  it('says of a refused one which step failed, and never that its hash matches', async () => {
    const verdict = aVerdict({
      code: 'refused_hash',
      mark: 'refused',
      word: 'refused',
      answer: 401,
      covered: [],
      steps: [{ name: 'hash', label: 'SHA-256', outcome: 'failed', detail: 'Another one.' }],
    });
    open(aDelivery({ row: aRefusedRow(41), verdicts: [verdict] }));
    expect(await screen.findByTestId('verdict')).toHaveTextContent(/^refused$/);
    expect(screen.getByRole('article')).not.toHaveTextContent('hash matches');
    expect(screen.getByTestId('steps')).toHaveTextContent('failed');
    expect(screen.getByText('Nothing in this body is vouched for by a hash.')).toBeVisible();
  });

  it('says that bytes were erased rather than showing nothing', async () => {
    open(aDelivery({ segments: null, headers: null, bodyHex: null, peer: null }));
    expect(await screen.findByText(/The body’s bytes were erased/)).toBeVisible();
    expect(screen.getByText(/The headers were erased/)).toBeVisible();
  });

  it('puts alarms and damage before anything else', async () => {
    const verdict = aVerdict({ alarms: ['The secret is weak.'], firstSeen: 12 });
    open(aDelivery({ verdicts: [verdict] }));
    expect(await screen.findByText(/A person must look/)).toBeVisible();
    expect(screen.getByText(/came before, in entry 12/)).toBeVisible();
  });

  it('judged anew tells every verdict, the newest as the one that counts', async () => {
    const first = aVerdict({ sequence: 42, code: 'field_set_not_approved', mark: 'refused' });
    open(aDelivery({ verdicts: [first, aVerdict({ sequence: 61 })] }));
    const list = within(await screen.findByRole('list', { name: 'Verdicts, the newest first' }));
    const [newest, oldest] = list.getAllByRole('listitem');
    expect(newest).toHaveTextContent('Verified, first time');
    expect(newest).toHaveTextContent('counts now');
    expect(oldest).toHaveTextContent('List of fields not approved');
    expect(oldest).toHaveTextContent('as it came in');
  });

  it('tells what people wrote about it, and by whom', async () => {
    const note = aRow(70, { kind: 'note', by: 'A. Ndiaye', words: 'Asked Cedar.', about: 41 });
    open(aDelivery({ notes: [note] }));
    const list = await screen.findByRole('list', { name: 'Notes, the oldest first' });
    expect(list).toHaveTextContent('A. Ndiaye');
    expect(list).toHaveTextContent('Asked Cedar.');
  });

  it('that a read contradicted has the API’s answer beside it, with both values', async () => {
    const read = {
      sequence: 77,
      at: '2026-01-05T09:00:02.000Z',
      status: 'OnOff_PENDING',
      isOvertaken: false,
      detail: 'The API says another status.',
    };
    const row = aRow(41, { mark: 'contradicted', word: 'contradicted', read });
    const user = open(aDelivery({ row }));
    expect(await screen.findByTestId('read-mark')).toHaveTextContent('contradicted');
    const answer = within(await screen.findByRole('region', { name: 'The API’s answer' }));
    const both = within(answer.getByTestId('both-values')).getAllByRole('cell');
    expect(both.slice(0, 2).map(({ textContent }) => textContent)).toEqual([
      'OnOff_COMPLETED',
      'OnOff_PENDING',
    ]);
    expect(await answer.findByTestId('answer-body')).toHaveTextContent('"toAmount": "100000.0"');
    expect(await seriousFindings()).toEqual([]);
    await user.click(answer.getByRole('button', { name: 'Open the call' }));
    expect(window.location.hash).toBe('#/observation/77');
  });

  it('that no read followed says that nothing confirms it', async () => {
    open(aDelivery());
    const answer = within(await screen.findByRole('region', { name: 'The API’s answer' }));
    expect(answer.getByText(/nothing confirms it, and nothing contradicts it/)).toBeVisible();
  });

  it('that is refused has no answer of the API beside it', async () => {
    open(aDelivery({ row: aRefusedRow(41) }));
    await screen.findByTestId('verdict');
    expect(screen.queryByRole('region', { name: 'The API’s answer' })).toBeNull();
  });

  it('that came as a test says that it changes no fact', async () => {
    open(aDelivery({ row: aRow(41, { isTest: true }) }));
    expect(await screen.findByText('test — changes no fact')).toBeVisible();
  });

  it('leads to the card on which it stands, also as the first of two', async () => {
    const card = aCard({ id: 'other_body:44', delivery: 44, other: 41, drift: null });
    const user = open(aDelivery(), { open: [card], settled: [aCard({ delivery: 12 })] });
    await user.click(await screen.findByRole('button', { name: 'Open the card' }));
    expect(await screen.findByTestId('card')).toBeVisible();
    expect(window.location.hash).toBe('#/cards/other_body%3A44');
  });

  it('has nothing serious for an accessibility check', async () => {
    open(aDelivery({ verdicts: [aVerdict({ sequence: 42 }), aVerdict({ sequence: 61 })] }));
    await screen.findByTestId('verdict');
    expect(await seriousFindings()).toEqual([]);
  });

  it('that is none of this ledger’s says so', async () => {
    fakeShell({
      console_status: () => aStatus(),
      get_delivery: () => {
        throw { code: 'not_found', message: 'There is no entry 41.', field: null, incident: '' };
      },
    });
    openApp('#/delivery/41');
    expect(await screen.findByRole('alert')).toHaveTextContent('no delivery of this ledger');
  });
});
