// The gaps of a timeline: asked for as far as its rows go, and not moving while it stands still.

import { useMemo, useRef } from 'react';
import { useAsk } from '../../ipc/ask';
import type { GapsPage } from '../../ipc/bindings/GapsPage';
import type { ListOfScreen } from '../list/useListScreen';
import { type GapLine, keyOfGap, type Line, withGaps } from './lines';

/** As many as rows are held. */
const GAPS_MAX = 500;

/** The hour in which the oldest row held was written: so it is not asked anew for each row. */
const hourOf = (at: string | undefined): string | null =>
  at && /^\d{4}-\d\d-\d\dT\d\d/.test(at) ? `${at.slice(0, 13)}:00:00.000Z` : null;

type Held = { keys: ReadonlySet<string>; oldest: number };

const oldestOf = (screen: ListOfScreen): number =>
  new Date(screen.list.held.rows.at(-1)?.at ?? 0).getTime();

/** A line that says the same stays the same object, and so is not drawn anew. */
const useLines = (page: GapsPage | undefined): GapLine[] => {
  const known = useRef(new Map<string, { text: string; line: GapLine }>());
  return useMemo(() => {
    const lines = (page?.gaps ?? []).map((gap) => {
      const key = keyOfGap(gap);
      const text = JSON.stringify(gap);
      const before = known.current.get(key);
      return before?.text === text ? before : { text, line: { kind: 'gap', key, gap } as GapLine };
    });
    known.current = new Map(lines.map((one) => [one.line.key, one]));
    return lines.map(({ line }) => line);
  }, [page]);
};

type Options = {
  profile: string;
  subject: string | null;
  screen: ListOfScreen;
  /** Nothing is asked: the list shows a part of the rows in which gaps say nothing. */
  isOff: boolean;
};

export const useGapLines = ({ profile, subject, screen, isOff }: Options) => {
  const { rows, list } = screen;
  const hasOlder = list.held.next !== null;
  const question = useAsk(
    'list_gaps',
    {
      profile,
      subject,
      show: 'all',
      before: null,
      since: hasOlder ? hourOf(list.held.rows.at(-1)?.at) : null,
      limit: GAPS_MAX,
    },
    { isOff, keepPrevious: true },
  );
  const all = useLines(isOff ? undefined : question.data);
  const held = useRef<Held | null>(null);
  const isStill = screen.following !== 'live';
  if (!isStill || (held.current === null && question.data && rows.length > 0)) {
    held.current = { keys: new Set(all.map(({ key }) => key)), oldest: oldestOf(screen) };
  }
  // While something is looked at no line comes between: those below were not there yet.
  const shown = isStill
    ? all.filter(
        ({ key, gap }) =>
          held.current?.keys.has(key) ||
          (gap.until !== null && new Date(gap.until).getTime() < (held.current?.oldest ?? 0)),
      )
    : all;
  const lines: Line[] =
    rows.length === 0 ? [] : withGaps(rows, shown, { hasOlder, isDetached: list.held.detached });
  const gap = shown.find(({ key }) => key === screen.cursor)?.gap ?? null;
  return { lines, gap, shown, question, isCut: (question.data?.next ?? null) !== null };
};
