// Cards: what each kind shows, and that nothing is decided by one key or without a question.

import { screen, waitFor, within } from '@testing-library/react';
import { describe, expect, it } from 'vitest';
import type { CardView } from '../../ipc/bindings/CardView';
import { aCard, aDrift, aSettlement, someEvents } from '../../testing/cards';
import { type Answers, fakeShell, openApp } from '../../testing/fakeShell';
import { aDelivery, aRow, aStatus, aVerdict } from '../../testing/fixtures';
import { seriousFindings } from '../../testing/serious';

const shell = (open: CardView[], settled: CardView[] = [], answers: Partial<Answers> = {}) =>
  fakeShell({
    console_status: () => aStatus(),
    list_cards: () => ({ open, settled }),
    list_events: someEvents,
    list_deliveries: () => ({ rows: [], next: null, entries: 0 }),
    get_delivery: ({ sequence }) => aDelivery({ row: aRow(sequence) }),
    ...answers,
  });

const otherBody = aCard({
  id: 'other_body:44',
  kind: 'other_body',
  title: 'Another amount',
  delivery: 44,
  other: 41,
  drift: null,
});
const alone = aCard({ id: 'secret_alone', kind: 'secret_alone', drift: null });

describe('a status that does not follow', () => {
  it('leads to both deliveries and to the timeline of its object', async () => {
    const card = aCard({
      id: 'out_of_course-9',
      kind: 'out_of_course',
      title: 'A status that does not follow',
      subject: 'merchant:7',
      delivery: 44,
      other: 41,
      drift: null,
    });
    shell([card]);
    const user = openApp('#/cards');
    expect(await screen.findByTestId('card')).toHaveAttribute('data-kind', 'out_of_course');
    for (const entry of ['entry 41', 'entry 44']) {
      expect(screen.getAllByRole('button', { name: entry }).length).toBeGreaterThan(0);
    }
    await user.click(screen.getByRole('button', { name: 'Show the timeline of Merchant 7' }));
    expect(window.location.hash).toBe('#/timeline/all/merchant:7');
  });
});

describe('a changed list of fields', () => {
  it('is shown beside the approved one, with what is added and dropped in words', async () => {
    shell([aCard({ drift: aDrift({ found: ['status', 'amount', 'id'] }) })]);
    openApp('#/cards');
    const approved = within(await screen.findByRole('list', { name: 'Approved' }));
    expect(approved.getAllByRole('listitem').map(({ textContent }) => textContent)).toEqual([
      'idin another place',
      'status',
    ]);
    const found = within(screen.getByRole('list', { name: 'What came' }));
    expect(found.getAllByRole('listitem').map(({ textContent }) => textContent)).toEqual([
      'status',
      'amountadded',
      'idin another place',
    ]);
  });

  it('is approved by a chord and a dialogue in which Cancel has the focus', async () => {
    let open = [aCard()];
    const fake = shell([], [], {
      list_cards: () => ({
        open,
        settled: open.length > 0 ? [] : [aCard({ settled: aSettlement() })],
      }),
      decide_field_set: () => {
        open = [];
        return { judged: 12, verified: 11 };
      },
    });
    const user = openApp('#/cards');
    await screen.findByRole('list', { name: 'What came' });
    await user.click(screen.getByRole('textbox', { name: /Why/ }));
    await user.paste('Announced');
    await user.tab();
    await user.keyboard('{Shift>}a{/Shift}');
    const dialog = await screen.findByRole('alertdialog', {
      name: 'Approve 3 fields for BusinessRequestStatusChanged?',
    });
    expect(dialog).toHaveTextContent('12 deliveries will be judged anew');
    expect(within(dialog).getByRole('button', { name: 'Cancel' })).toHaveFocus();
    expect(fake.asked('decide_field_set')).toEqual([]);
    await user.tab();
    await user.keyboard('{Enter}');
    const said = await screen.findByText(/12 deliveries judged anew, 11 verified now/);
    expect(said).toBeVisible();
    expect(fake.asked('decide_field_set').map(({ request }) => request)).toEqual([
      { profile: 'simulator', card: 'field_set:7', decision: 'approve', note: 'Announced' },
    ]);
    expect(await screen.findByTestId('settlement')).toHaveTextContent('A. Ndiaye');
    await user.click(screen.getByRole('button', { name: 'Show verified deliveries' }));
    await waitFor(() =>
      // An empty list also asks whether a filter hides what there is, so it need not be the last.
      expect(fake.asked('list_deliveries').map(({ request }) => request)).toContainEqual(
        expect.objectContaining({
          filter: expect.objectContaining({
            show: 'verified',
            events: ['BusinessRequestStatusChanged'],
          }),
        }),
      ),
    );
  });

  it('is not decided by Escape, and a refusal keeps the question and says why', async () => {
    const fake = shell([aCard()], [], {
      decide_field_set: () => {
        throw { code: 'read_only', message: 'Nothing was changed.', field: null, incident: 'c1' };
      },
    });
    const user = openApp('#/cards');
    await user.click(await screen.findByRole('button', { name: 'Reject…' }));
    await screen.findByRole('alertdialog');
    await user.keyboard('{Escape}');
    expect(screen.queryByRole('alertdialog')).toBeNull();
    expect(fake.asked('decide_field_set')).toEqual([]);
    await user.click(screen.getByRole('button', { name: 'Reject…' }));
    await user.click(await screen.findByRole('button', { name: 'Reject on SIMULATOR' }));
    expect(await screen.findByRole('alert')).toHaveTextContent('Nothing was changed.');
    expect(screen.getByRole('alertdialog')).toBeVisible();
  });

  it('without id and status can’t be approved, by press or by chord, and says why', async () => {
    shell([aCard({ drift: aDrift({ found: ['amount'], isSufficient: false }) })]);
    const user = openApp('#/cards');
    const approve = await screen.findByRole('button', { name: /Approve/ });
    expect(approve).toBeDisabled();
    expect(approve).toHaveAccessibleDescription(/lacks the id or the status/);
    await user.keyboard('{Shift>}a{/Shift}');
    expect(screen.queryByRole('alertdialog')).toBeNull();
    expect(screen.getByText(/It does not cover both the id and the status/)).toBeVisible();
  });
});

describe('the same signature with another body', () => {
  it('shows both bodies and marks what differs in words', async () => {
    const later = aVerdict({
      uncovered: [{ name: 'amount', token: '"900000.0"', text: null, weak: false }],
    });
    shell([otherBody], [], {
      get_delivery: ({ sequence }) =>
        aDelivery({
          row: aRow(sequence),
          verdicts: [sequence === 44 ? later : aVerdict()],
        }),
    });
    openApp('#/cards');
    const amount = (await screen.findByText('"900000.0"')).closest('tr');
    expect(amount).toHaveTextContent('"100000.0"');
    expect(amount).toHaveTextContent('≠ differs');
    const id = screen.getByRole('rowheader', { name: 'id covered' }).closest('tr');
    expect(id).toHaveTextContent('same');
  });

  it('is settled only with words', async () => {
    let open = [otherBody];
    const fake = shell([], [], {
      list_cards: () => ({ open, settled: [] }),
      settle_card: () => {
        open = [];
        return { open: [], settled: [] };
      },
    });
    const user = openApp('#/cards');
    const settle = await screen.findByRole('button', { name: 'Settle…' });
    expect(settle).toBeDisabled();
    await user.keyboard('{Shift>}s{/Shift}');
    expect(screen.queryByRole('alertdialog')).toBeNull();
    await user.click(screen.getByRole('textbox', { name: 'What did you find?' }));
    await user.paste('A correction');
    await user.click(settle);
    const dialog = await screen.findByRole('alertdialog', { name: 'Settle this card?' });
    expect(dialog).toHaveTextContent('A correction');
    await user.click(within(dialog).getByRole('button', { name: 'Settle it' }));
    expect(await screen.findByRole('heading', { name: 'No card waits' })).toBeVisible();
    expect(fake.asked('settle_card').at(0)?.request).toEqual({
      profile: 'simulator',
      card: 'other_body:44',
      note: 'A correction',
    });
  });
});

it('a hash of the bare secret leads to the rotation of the secret', async () => {
  shell([alone]);
  const user = openApp('#/cards');
  await user.click(await screen.findByRole('button', { name: 'Rotate the webhook secret' }));
  await waitFor(() => expect(window.location.hash).toBe('#/settings/secrets'));
});

it('a fall of the match rate shows the days and leads to the quarantine', async () => {
  shell([aCard({ kind: 'match_rate', drift: null })]);
  const user = openApp('#/cards');
  expect(
    await screen.findByRole('table', { name: 'Verified deliveries a day' }),
  ).toBeInTheDocument();
  await user.click(screen.getByRole('button', { name: /quarantine of the last 24 hours/ }));
  await waitFor(() => expect(window.location.hash).toBe('#/deliveries/refused?span=24h'));
});

it('settled ones are listed with who, when and why, and can’t be pressed', async () => {
  shell([], [aCard({ settled: aSettlement({ by: 'نورة العتيبي' }) })]);
  openApp('#/cards');
  const settlement = await screen.findByTestId('settlement');
  expect(settlement).toHaveTextContent('نورة العتيبي');
  expect(settlement).toHaveTextContent('Announced by Cedar on 3 January.');
  expect(within(screen.getByTestId('card')).queryByRole('button', { name: /Approve/ })).toBeNull();
});

it('in the auditor’s mode everything is shown and nothing can be decided', async () => {
  shell([aCard()], [], { console_status: () => aStatus(undefined, { mode: 'auditor' }) });
  const user = openApp('#/cards');
  const approve = await screen.findByRole('button', { name: /Approve/ });
  expect(approve).toBeDisabled();
  expect(screen.getByRole('button', { name: 'Reject…' })).toBeDisabled();
  expect(screen.getByRole('textbox', { name: /Why/ })).toBeDisabled();
  await user.keyboard('{Shift>}a{/Shift}');
  await user.keyboard('{Shift>}r{/Shift}');
  expect(screen.queryByRole('alertdialog')).toBeNull();
});

it('cards are moved through by keys', async () => {
  shell([aCard(), otherBody, alone]);
  const user = openApp('#/cards');
  await screen.findByRole('listbox', { name: 'Cards' });
  await user.keyboard('j');
  await user.keyboard('j');
  await waitFor(() =>
    expect(screen.getByTestId('card')).toHaveAttribute('data-kind', 'other_body'),
  );
});

it('an accessibility check finds nothing serious on any kind', async () => {
  shell([aCard()], [otherBody]);
  openApp('#/cards');
  await screen.findByRole('list', { name: 'What came' });
  expect(await seriousFindings()).toEqual([]);
});
