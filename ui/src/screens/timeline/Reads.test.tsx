// What was read from the API on a timeline: its rows, and both values beside a delivery's.

import { screen, waitFor, within } from '@testing-library/react';
import { describe, expect, it } from 'vitest';
import type { TimelineRow } from '../../ipc/bindings/TimelineRow';
import { aCall } from '../../testing/api';
import { aRow } from '../../testing/fixtures';
import { openTimeline as open } from '../../testing/timeline';

const AT = '2026-01-05T09:00:02.000Z';

const anObservation = (sequence: number, changed: Partial<TimelineRow> = {}): TimelineRow =>
  aRow(sequence, {
    kind: 'observation',
    mark: 'confirmed',
    word: 'read',
    title: 'Get payout',
    status: 'OnOff_COMPLETED',
    covers: [],
    verdict: null,
    requestUuid: null,
    reason: 'It was answered 200.',
    call: {
      operation: 'get_payout',
      outcome: 'worked',
      httpStatus: 200,
      roundTripMs: 84,
      isUnchanged: true,
    },
    ...changed,
  });

const contradicted = aRow(11, {
  mark: 'contradicted',
  word: 'contradicted',
  read: {
    sequence: 12,
    at: AT,
    status: 'OnOff_PENDING',
    isOvertaken: false,
    detail: 'The API says another status.',
  },
});

const row = async (sequence: number) => {
  await screen.findByRole('grid');
  return document.querySelector(`[data-sequence="${sequence}"]`) as HTMLElement;
};

describe('a row of what was read', () => {
  it('tells operation, outcome, HTTP status, duration and subject, without dots', async () => {
    open([anObservation(12)]);
    const read = await row(12);
    expect(read).toHaveTextContent('Get payout');
    expect(read).toHaveTextContent('worked 200');
    expect(read).toHaveTextContent('84 ms');
    expect(read).toHaveTextContent('OnOff_COMPLETED');
    expect(read).toHaveTextContent('Transaction 7');
    expect(read).not.toHaveTextContent('not covered by the hash');
  });

  it('opens as the call that it was, by Enter, and leads to its operation', async () => {
    const { user } = open([anObservation(12)]);
    await row(12);
    await user.keyboard('j{Enter}');
    expect(await screen.findByRole('table', { name: 'Headers as sent' })).toBeVisible();
    expect(window.location.hash).toBe('#/observation/12');
    await user.click(screen.getByRole('button', { name: 'The operation' }));
    expect(window.location.hash).toBe('#/settings/api/get_payout');
  });

  it('stands alone under Reads', async () => {
    const { user } = open([anObservation(12), aRow(11)]);
    await row(12);
    await user.click(screen.getByRole('radio', { name: 'Reads' }));
    await waitFor(() => expect(document.querySelector('[data-sequence="11"]')).toBeNull());
    expect(document.querySelector('[data-sequence="12"]')).not.toBeNull();
  });

  it('that is no call of this ledger says so', async () => {
    open([], '#/observation/41', {
      get_observation: () => {
        throw { code: 'not_found', message: 'None.', field: null, incident: '' };
      },
    });
    expect(await screen.findByRole('alert')).toHaveTextContent('Entry 41 is no call');
  });

  it('whose body was the same as before leads to that read', async () => {
    const { user } = open([], '#/observation/12', {
      get_observation: ({ sequence }) => {
        const call = aCall({ sequence });
        return sequence === 12 && call.answer
          ? { ...call, answer: { ...call.answer, body: null, sameAs: 9 } }
          : call;
      },
    });
    await user.click(await screen.findByRole('button', { name: 'entry 9' }));
    expect(window.location.hash).toBe('#/observation/9');
    expect(await screen.findByTestId('answer-body')).toBeVisible();
  });
});

describe('a delivery that a read followed', () => {
  it('and contradicted has both values in its row and in the inspector', async () => {
    const { user } = open([contradicted]);
    const told = await row(11);
    expect(told).toHaveTextContent('contradicted');
    expect(told).toHaveTextContent('OnOff_COMPLETEDAPI: OnOff_PENDING');
    expect(told).toHaveTextContent('id, status');
    await user.keyboard('j');
    const both = await screen.findByTestId('both-values');
    expect(both).toHaveAttribute('data-mark', 'contradicted');
    const values = within(both)
      .getAllByRole('cell')
      .map(({ textContent }) => textContent);
    expect(values.slice(0, 2)).toEqual(['OnOff_COMPLETED', 'OnOff_PENDING']);
    await user.click(within(both).getByRole('button', { name: 'entry 12' }));
    expect(window.location.hash).toBe('#/observation/12');
  });

  it('and confirmed says so, and one that was overtaken is no contradiction', async () => {
    const overtaken = {
      sequence: 12,
      at: AT,
      status: 'OnOff_COMPLETED',
      isOvertaken: true,
      detail: 'It has gone on since.',
    };
    const { user } = open([
      aRow(11, { status: 'OnOff_IN_PROGRESS', read: overtaken }),
      aRow(10, {
        mark: 'confirmed',
        word: 'confirmed',
        read: { ...overtaken, isOvertaken: false },
      }),
    ]);
    expect(await row(10)).toHaveTextContent('confirmed');
    expect(await row(11)).not.toHaveTextContent('contradicted');
    await user.keyboard('j');
    expect(await screen.findByTestId('both-values')).toHaveTextContent('overtaken');
  });

  it('to which there is no such object says that', async () => {
    const { user } = open([
      { ...contradicted, read: { ...contradicted.read, status: null } } as TimelineRow,
    ]);
    expect(await row(11)).toHaveTextContent('API: no such object');
    await user.keyboard('j');
    expect(await screen.findByText('There is no such object.')).toBeVisible();
  });
});
