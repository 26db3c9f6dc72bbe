// What a list of deliveries is narrowed by, as it is asked for and as it is read.

import { full } from '../../format/time';
import type { DeliveryFilter } from '../../ipc/bindings/DeliveryFilter';
import type { Show } from '../../ipc/bindings/Show';
import type { Narrowed, Span } from '../../navigation/narrowed';
import { subjectLabel } from '../../navigation/subject';
import { VERDICT_GROUPS, verdictWords } from '../../parts/list/verdicts';

const DAY_MS = 24 * 60 * 60 * 1000;

export type Ends = { since: string | null; until: string | null };

/** A span between two instants; "today" begins at this machine's midnight. */
export const endsOf = (span: Span | null, now: Date): Ends => {
  if (span === null) {
    return { since: null, until: null };
  }
  if (typeof span === 'object') {
    return span;
  }
  const since =
    span === 'today'
      ? new Date(now.getFullYear(), now.getMonth(), now.getDate())
      : new Date(now.getTime() - (span === '24h' ? 1 : 7) * DAY_MS);
  return { since: since.toISOString(), until: null };
};

export const toFilter = (show: Show, narrowed: Narrowed, ends: Ends): DeliveryFilter => ({
  show,
  verdicts: narrowed.verdicts,
  events: narrowed.events,
  subject: narrowed.subject,
  ...ends,
  alarmsOnly: narrowed.alarmsOnly,
});

const SPANS = { today: 'Today', '24h': 'Last 24 hours', '7d': 'Last 7 days' } as const;

export const spanWords = (span: Span | null): string | null => {
  if (span === null) {
    return null;
  }
  if (typeof span === 'string') {
    return SPANS[span];
  }
  const { since, until } = span;
  if (since && until) {
    return `${full(since)} to ${full(until)}`;
  }
  return since ? `From ${full(since)}` : `Until ${full(until ?? '')}`;
};

export const eventWords = (event: string): string => (event === 'none' ? 'No event named' : event);

const some = (words: string[], many: string): string | null =>
  words.length < 2 ? (words[0] ?? null) : `${words.length} ${many}`;

/** Whole groups are called by their name. */
export const verdictsWords = (codes: string[]): string | null => {
  const group = VERDICT_GROUPS.find(
    ({ verdicts }) =>
      verdicts.length === codes.length && verdicts.every(([code]) => codes.includes(code)),
  );
  return group ? `${group.label}, all` : some(codes.map(verdictWords), 'verdicts');
};

export const eventsWords = (events: string[]): string | null =>
  some(events.map(eventWords), 'events');

/** One thing by which the list is narrowed, and what would be asked for without it. */
export type Narrowing = { id: string; words: string; without: Partial<Narrowed> };

export const narrowings = (narrowed: Narrowed): Narrowing[] => {
  const { verdicts, events, subject, span, alarmsOnly } = narrowed;
  const all: [string, string | null, Partial<Narrowed>][] = [
    ['verdict', verdictsWords(verdicts), { verdicts: [] }],
    ['event', eventsWords(events), { events: [] }],
    ['subject', subject ? subjectLabel(subject) : null, { subject: null }],
    ['span', spanWords(span), { span: null }],
    ['alarms', alarmsOnly ? 'Alarms only' : null, { alarmsOnly: false }],
  ];
  return all.flatMap(([id, words, without]) => (words ? [{ id, words, without }] : []));
};
