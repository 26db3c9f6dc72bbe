// By what a list of deliveries is narrowed, and how that is spelled in the address.

/** A span that moves with the clock, or one between two instants (RFC 3339); none is open. */
export type Span = 'today' | '24h' | '7d' | { since: string | null; until: string | null };

export type Narrowed = {
  /** Codes of verdicts, any of them. */
  verdicts: string[];
  /** Names of events, any of them; `none` is a body without a name. */
  events: string[];
  subject: string | null;
  span: Span | null;
  alarmsOnly: boolean;
};

export const NOT_NARROWED: Narrowed = {
  verdicts: [],
  events: [],
  subject: null,
  span: null,
  alarmsOnly: false,
};

const instant = (text: string | null): string | null =>
  text !== null && !Number.isNaN(Date.parse(text)) ? text : null;

const list = (text: string | null): string[] => [
  ...new Set((text ?? '').split(',').filter((part) => /^\w{1,64}$/.test(part))),
];

const readSpan = (query: URLSearchParams): Span | null => {
  const named = query.get('span');
  if (named === 'today' || named === '24h' || named === '7d') {
    return named;
  }
  const since = instant(query.get('since'));
  const until = instant(query.get('until'));
  return since || until ? { since, until } : null;
};

/** "verdict=refused_hash&span=today"; empty if nothing is narrowed. */
export const toQuery = ({ verdicts, events, subject, span, alarmsOnly }: Narrowed): string => {
  const ends = span !== null && typeof span === 'object' ? span : null;
  const parts: [string, string | null][] = [
    ['verdict', verdicts.join(',')],
    ['event', events.join(',')],
    ['subject', subject],
    ['span', typeof span === 'string' ? span : null],
    ['since', ends?.since ?? null],
    ['until', ends?.until ?? null],
    ['alarms', alarmsOnly ? 'only' : null],
  ];
  const said = parts.filter((part): part is [string, string] => Boolean(part[1]));
  return new URLSearchParams(said).toString();
};

/** What can't be read narrows nothing. */
export const fromQuery = (text: string): Narrowed => {
  const query = new URLSearchParams(text);
  const subject = query.get('subject');
  return {
    verdicts: list(query.get('verdict')),
    events: list(query.get('event')),
    subject: /^[a-z]+:[1-9][0-9]{0,15}$/.test(subject ?? '') ? subject : null,
    span: readSpan(query),
    alarmsOnly: query.get('alarms') === 'only',
  };
};
