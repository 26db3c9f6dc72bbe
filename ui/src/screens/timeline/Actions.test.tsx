// What people asked the partner for on a timeline: the intent with its outcome, and the outcome.

import { screen } from '@testing-library/react';
import { describe, expect, it } from 'vitest';
import type { RowAction } from '../../ipc/bindings/RowAction';
import type { TimelineRow } from '../../ipc/bindings/TimelineRow';
import { aRow } from '../../testing/fixtures';
import { openTimeline as open } from '../../testing/timeline';

const DONE: RowAction = {
  operation: 'create_merchant',
  state: 'done',
  knownBy: 'answer',
  outcome: 14,
  object: { key: 'merchant:100', kind: 'merchant', label: 'Merchant 100' },
};

const anIntent = (sequence: number, changed: Partial<TimelineRow> = {}): TimelineRow =>
  aRow(sequence, {
    kind: 'intent',
    mark: 'received',
    word: 'intent',
    title: 'Create merchant',
    subjects: [],
    resolved: false,
    status: null,
    covers: [],
    verdict: null,
    requestUuid: null,
    reason: 'Create merchant → done, merchant 100 (entry 14).',
    by: 'A. Ndiaye',
    action: DONE,
    ...changed,
  });

const row = async (sequence: number) => {
  await screen.findByRole('grid');
  return document.querySelector(`[data-sequence="${sequence}"]`) as HTMLElement;
};

describe('a row of what a person asked the partner for', () => {
  it('tells the operation, who asked, what became of it and what was made', async () => {
    open([anIntent(12)]);
    const intent = await row(12);
    expect(intent).toHaveTextContent(
      /intent.*Create merchant.*by A. Ndiaye.*→.*done.*Merchant 100/,
    );
    expect(intent.querySelector('[data-mark="person"]')).toBeInTheDocument();
  });

  it('says that an outcome is unknown, and that a person must look', async () => {
    open([
      anIntent(12, {
        alarm: true,
        action: { ...DONE, state: 'unknown', object: null },
      }),
    ]);
    const intent = await row(12);
    expect(intent).toHaveTextContent('outcome unknown');
    expect(intent.querySelector('[aria-label="a person must look"]')).toBeInTheDocument();
  });

  it('stands with people’s rows, the outcome with the words of who decided', async () => {
    const outcome = anIntent(14, {
      kind: 'outcome',
      subjects: [{ key: 'merchant:100', kind: 'merchant', label: 'Merchant 100' }],
      about: 12,
      words: 'seen by phone',
      action: { ...DONE, knownBy: 'person' },
    });
    const { user } = open([outcome, aRow(13)]);
    await row(14);
    await user.click(screen.getByRole('radio', { name: 'People' }));
    expect(await row(14)).toHaveTextContent(/outcome.*Create merchant.*done.*seen by phone/);
    expect(await row(13)).toBeNull();
  });
});
