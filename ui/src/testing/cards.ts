// Cards and events as the Rust side sends them, for tests.

import type { CardView } from '../ipc/bindings/CardView';
import type { EventsView } from '../ipc/bindings/EventsView';
import type { FieldSetDrift } from '../ipc/bindings/FieldSetDrift';
import type { Settlement } from '../ipc/bindings/Settlement';

export const aDrift = (changed: Partial<FieldSetDrift> = {}): FieldSetDrift => ({
  event: 'BusinessRequestStatusChanged',
  approved: [['id', 'status']],
  found: ['id', 'status', 'amount'],
  heldBack: 12,
  isSufficient: true,
  ...changed,
});

export const aCard = (changed: Partial<CardView> = {}): CardView => ({
  id: 'field_set:7',
  kind: 'field_set',
  title: 'Another list of fields',
  sentence: 'The sender signed a list that nobody approved.',
  firstAt: '2026-01-05T09:00:00.000Z',
  lastAt: '2026-01-05T10:00:00.000Z',
  count: 12,
  delivery: 41,
  other: null,
  subject: null,
  drift: aDrift(),
  settled: null,
  ...changed,
});

export const aSettlement = (changed: Partial<Settlement> = {}): Settlement => ({
  sequence: 60,
  at: '2026-01-05T11:00:00.000Z',
  by: 'A. Ndiaye',
  what: 'Approved for BusinessRequestStatusChanged.',
  note: 'Announced by Cedar on 3 January.',
  ...changed,
});

export const someEvents = (): EventsView => ({
  events: [
    {
      name: 'BusinessRequestStatusChanged',
      about: 'A transaction has another status.',
      lastSeen: '2026-01-05T09:00:00.000Z',
      lastSequence: 41,
      today: 7,
    },
    {
      name: 'BusinessStatusChanged',
      about: 'A merchant has another status.',
      lastSeen: null,
      lastSequence: null,
      today: 0,
    },
  ],
  days: [
    { day: '2026-01-05', verified: 998, kept: 1000 },
    { day: '2026-01-04', verified: 500, kept: 500 },
  ],
  indexed: 48211,
});
