// Gaps on each timeline: between the entries where they fall, with why and what closed them.

import { screen, waitFor, within } from '@testing-library/react';
import { describe, expect, it } from 'vitest';
import type { GapView } from '../../ipc/bindings/GapView';
import { type Answers, fakeShell, openApp } from '../../testing/fakeShell';
import { aRow, aStatus } from '../../testing/fixtures';
import { seriousFindings } from '../../testing/serious';
import { aClosing, aGap, gapsPage } from '../../testing/wayIn';

const AT = (minute: number) => `2026-01-05T09:${minute}:00.000Z`;
const ROWS = [aRow(9, { at: AT(50) }), aRow(8, { at: AT(35) }), aRow(7, { at: AT(10) })];
const GAP = aGap({ from: AT(30), until: AT(42) });

const aTimeline = (gaps: GapView[], answers: Partial<Answers> = {}) =>
  fakeShell({
    console_status: () => aStatus(),
    list_timeline: () => ({ rows: ROWS, next: null, entries: 9 }),
    list_gaps: () => gapsPage(gaps),
    ...answers,
  });

/** The lines as they stand, each by its number, or "gap". */
const lines = async () => {
  const grid = await screen.findByRole('grid', { name: 'Timeline' });
  return within(grid)
    .getAllByRole('row')
    .flatMap((row) => {
      const { gap, sequence } = row.dataset;
      return gap === 'open' || gap === 'ended' ? ['gap'] : sequence ? [sequence] : [];
    });
};
const gapRow = async () => {
  await waitFor(async () => expect(await lines()).toContain('gap'));
  const found = document.querySelector<HTMLElement>('[data-mark=gap]');
  expect(found).not.toBeNull();
  return found as HTMLElement;
};

describe('a gap on the timeline', () => {
  it.each([
    ['everything', ''],
    ['a merchant', '#/timeline/all/merchant:7'],
    ['a transaction', '#/timeline/all/transaction:7'],
    ['an account', '#/timeline/all/account:7'],
  ])('of %s stands between the entries where it fell', async (_, hash) => {
    const shell = aTimeline([GAP], {
      subject_facts: () => {
        throw { code: 'not_found', message: 'None.', field: null, incident: '' };
      },
    });
    openApp(hash);
    await gapRow();
    expect(await lines()).toEqual(['9', 'gap', '8', '7']);
    const [, , , subject = null] = hash.split('/');
    expect(shell.asked('list_gaps').at(-1)?.request).toMatchObject({ subject, show: 'all' });
  });

  it('tells from when until when, how long, and why', async () => {
    aTimeline([aGap({ ...GAP, causes: ['not_running', 'refused'] })]);
    openApp();
    const row = await gapRow();
    expect(row).toHaveTextContent(/\d\d:30:00 – .*\d\d:42:00, 12 min/);
    expect(row).toHaveTextContent('app closed, store refusing');
    expect(row).toHaveTextContent('not reconciled yet');
    expect(row).toHaveTextContent('gap');
  });

  it('of less than a second is not said to have had no length', async () => {
    aTimeline([aGap({ from: AT(30), until: '2026-01-05T09:30:00.400Z' })]);
    openApp();
    expect(await gapRow()).toHaveTextContent('less than 1 s');
  });

  it('marks the entries that were written in it', async () => {
    aTimeline([GAP]);
    openApp();
    await gapRow();
    const within = [...document.querySelectorAll<HTMLElement>('[data-gap=within]')];
    expect(within.map((row) => row.dataset.sequence)).toEqual(['8']);
  });

  it('that goes on stands on top, and says so', async () => {
    aTimeline([aGap({ from: AT(30), until: null })]);
    openApp();
    const row = await gapRow();
    expect(await lines()).toEqual(['gap', '9', '8', '7']);
    expect(row).toHaveAttribute('data-gap', 'open');
    expect(row).toHaveTextContent('going on');
    expect(row).toHaveTextContent(/– now/);
  });

  it('shows what closed it and what that found missed, each with its read', async () => {
    const closedBy = aClosing({ missed: 2, by: 'A. Ndiaye' });
    aTimeline([aGap({ ...GAP, closedBy })], {
      list_missed: ({ sequence }) => ({
        changes: [
          {
            subject: { key: 'transaction:7', kind: 'transaction', label: 'Transaction 7' },
            from: 'OnOff_PENDING',
            to: 'OnOff_COMPLETED',
            read: sequence - 5,
          },
        ],
        more: 1,
      }),
    });
    const user = openApp();
    await user.click(within(await gapRow()).getByText('closed: 2 missed'));
    const facts = within(await screen.findByRole('region', { name: 'Facts of the gap' }));
    expect(facts.getByText(/212 objects in 6 calls/)).toBeVisible();
    expect(facts.getByText('A. Ndiaye')).toBeVisible();
    expect(facts.getByText(/States between two reads can’t be known/)).toBeVisible();
    expect(await facts.findByText('OnOff_COMPLETED')).toBeVisible();
    expect(facts.getByText(/1 more stand/)).toBeVisible();
    expect(await seriousFindings()).toEqual([]);
    await user.click(facts.getByRole('button', { name: 'read in entry 72' }));
    expect(window.location.hash).toBe('#/observation/72');
  });

  it('with nothing missed says that, and that states in between can’t be known', async () => {
    aTimeline([aGap({ ...GAP, closedBy: aClosing() })]);
    const user = openApp();
    await user.click(within(await gapRow()).getByText('closed: nothing missed'));
    const facts = await screen.findByRole('region', { name: 'Facts of the gap' });
    expect(facts).toHaveTextContent('no change without a webhook');
    expect(facts).toHaveTextContent('States between two reads can’t be known');
  });

  it('is reached by the keys, and opens the list of gaps', async () => {
    aTimeline([GAP]);
    const user = openApp();
    await gapRow();
    await user.keyboard('jj');
    expect(await screen.findByRole('region', { name: 'Facts of the gap' })).toBeVisible();
    await user.keyboard('{Enter}');
    await waitFor(() => expect(window.location.hash).toBe('#/way-in/gaps'));
  });

  it('is let go by Escape, and the timeline goes on', async () => {
    aTimeline([GAP]);
    const user = openApp();
    await gapRow();
    await user.keyboard('jj');
    await screen.findByRole('region', { name: 'Facts of the gap' });
    await user.keyboard('{Escape}');
    await waitFor(() =>
      expect(screen.queryByRole('region', { name: 'Facts of the gap' })).toBeNull(),
    );
    expect(screen.getByRole('heading', { name: 'Timeline' })).toHaveFocus();
  });

  it('that comes while a row is looked at waits: no line moves', async () => {
    let gaps: GapView[] = [];
    const shell = aTimeline([], { list_gaps: () => gapsPage(gaps) });
    const user = openApp();
    await screen.findByRole('grid');
    await user.keyboard('j');
    await screen.findByRole('button', { name: 'Open delivery' });
    gaps = [aGap({ from: AT(30), until: null })];
    await shell.notify('list_gaps');
    await waitFor(() => expect(shell.asked('list_gaps').length).toBeGreaterThan(1));
    expect(await lines()).toEqual(['9', '8', '7']);
    await user.keyboard('{Escape}');
    await gapRow();
    expect(await lines()).toEqual(['gap', '9', '8', '7']);
  });

  it('stands beside what was noticed of the way in, whose words stand in the row', async () => {
    const reason = 'The way in (ssh) was turned off.';
    const noticed = aRow(10, { kind: 'way_in', at: AT(55), title: 'The way in', reason });
    aTimeline([GAP], {
      list_timeline: () => ({ rows: [noticed, ...ROWS], next: null, entries: 10 }),
    });
    openApp();
    await gapRow();
    const row = within(document.querySelector('[data-sequence="10"]') as HTMLElement);
    // Where the column of reasons has no room, the other one still says it.
    expect(row.getAllByText(reason)).toHaveLength(2);
  });

  it('is not drawn among people’s rows alone, where it would say nothing', async () => {
    const shell = aTimeline([GAP]);
    openApp('#/timeline/people');
    await screen.findByText(/No person’s row/);
    expect(shell.asked('list_gaps')).toHaveLength(0);
  });

  it('that can’t be read is never taken for none', async () => {
    let isBroken = true;
    aTimeline([GAP], {
      list_gaps: () => {
        if (isBroken) {
          throw {
            code: 'internal',
            message: 'The ledger can’t be read.',
            field: null,
            incident: '',
          };
        }
        return gapsPage([GAP]);
      },
    });
    const user = openApp();
    const notice = await screen.findByRole('region', { name: 'Gaps are not known' });
    expect(notice).toHaveTextContent('No gap is drawn: The ledger can’t be read.');
    expect(await lines()).toEqual(['9', '8', '7']);
    isBroken = false;
    await user.click(within(notice).getByRole('button', { name: 'Ask again' }));
    await gapRow();
    expect(screen.queryByRole('region', { name: 'Gaps are not known' })).toBeNull();
  });

  it('says where older gaps are not drawn', async () => {
    aTimeline([], { list_gaps: () => gapsPage([GAP], { next: AT(30), total: 900 }) });
    const user = openApp();
    const notice = await screen.findByRole('region', { name: 'Not all gaps are drawn' });
    await user.click(within(notice).getByRole('button', { name: 'All gaps' }));
    expect(window.location.hash).toBe('#/way-in/gaps');
  });
});
