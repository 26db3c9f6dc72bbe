// The facts of a subject: each with its assurance, both values where two are told, read anew.

import { screen, waitFor, within } from '@testing-library/react';
import { describe, expect, it } from 'vitest';
import { aFact, someFacts } from '../../testing/api';
import { aRow } from '../../testing/fixtures';
import { seriousFindings } from '../../testing/serious';
import { openTimeline as open } from '../../testing/timeline';

const AT = '2026-01-05T09:00:02.000Z';

describe('the facts of a subject', () => {
  const HASH = '#/timeline/all/transaction:7';
  const delivery = { value: 'OnOff_PENDING', isText: true, by: 'delivery', at: AT, sequence: 11 };

  it('stand each with value, assurance and time; a contradicted one with both values', async () => {
    const { user } = open([aRow(11)], HASH, {
      subject_facts: () =>
        someFacts([
          aFact({
            mark: 'contradicted',
            word: 'contradicted by an API read',
            other: { ...delivery, by: 'delivery' },
          }),
          aFact({
            name: 'toAmount',
            label: 'Amount',
            now: { value: '100000.0', isText: true, by: 'read', at: AT, sequence: 77 },
          }),
          aFact({
            name: 'purpose',
            label: 'Purpose',
            mark: 'received',
            word: 'received, unproven',
            now: { ...delivery, by: 'delivery', value: 'GOODS_PURCHASED' },
          }),
          aFact({
            name: 'somethingNew',
            label: 'somethingNew',
            isKnown: false,
            now: { value: '{"a":1.0}', isText: false, by: 'read', at: AT, sequence: 77 },
          }),
        ]),
    });
    const pane = within(await screen.findByTestId('subject-facts'));
    const status = await pane.findByRole('row', { name: /^Status/ });
    expect(status).toHaveTextContent('OnOff_COMPLETED');
    expect(within(status).getByTestId('other-value')).toHaveTextContent('OnOff_PENDING');
    expect(pane.getByRole('row', { name: /^Amount/ })).toHaveTextContent('100000.0confirmed');
    expect(pane.getByRole('row', { name: /^Purpose/ })).toHaveTextContent(
      'GOODS_PURCHASED, not covered by the hash',
    );
    expect(pane.getByRole('row', { name: /^Amount/ })).not.toHaveTextContent('not covered');
    expect(pane.getByRole('row', { name: /^somethingNew/ })).toHaveTextContent('{"a":1.0}');
    expect(screen.getByTestId('subject-status')).toHaveTextContent('contradicted, read');
    expect(await seriousFindings()).toEqual([]);
    await user.click(within(status).getByRole('button', { name: 'entry 11' }));
    expect(window.location.hash).toBe('#/delivery/11');
  });

  it('are read anew when told to, in the auditor’s mode too', async () => {
    const { shell, user } = open([aRow(11)], HASH, {}, { mode: 'auditor' });
    await user.click(await screen.findByRole('button', { name: 'Read now' }));
    await waitFor(() =>
      expect(shell.asked('read_subject')[0]?.request).toEqual({
        profile: 'simulator',
        subject: 'transaction:7',
      }),
    );
    await waitFor(() => expect(shell.asked('subject_facts').length).toBeGreaterThan(1));
  });

  it('that can’t be read now say why, and lead to where that is changed', async () => {
    const { user } = open([aRow(11)], HASH, {
      subject_facts: () =>
        someFacts([], {
          canRead: false,
          readAt: null,
          readSequence: null,
          detail: 'There are no credentials.',
        }),
    });
    const pane = within(await screen.findByTestId('subject-facts'));
    expect(await pane.findByText('There are no credentials.')).toBeVisible();
    expect(pane.getByRole('button', { name: 'Read now' })).toBeDisabled();
    expect(pane.getByText(/Nothing is known yet/)).toBeVisible();
    await user.click(pane.getByRole('button', { name: 'Server and credentials' }));
    expect(window.location.hash).toBe('#/settings/server');
  });

  it('whose read failed say so and keep what was there', async () => {
    const { user } = open([aRow(11)], HASH, {
      read_subject: () => {
        throw { code: 'internal', message: 'No answer came.', field: null, incident: 'a1' };
      },
    });
    await user.click(await screen.findByRole('button', { name: 'Read now' }));
    expect(await screen.findByRole('alert')).toHaveTextContent('No answer came.');
    expect(screen.getByRole('row', { name: /^Status/ })).toHaveTextContent('OnOff_COMPLETED');
  });
});
