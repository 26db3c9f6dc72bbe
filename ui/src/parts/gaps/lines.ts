// Puts gaps between the rows of a timeline, each where it ended; one that goes on stands on top.

import type { GapView } from '../../ipc/bindings/GapView';
import type { TimelineRow } from '../../ipc/bindings/TimelineRow';

export type GapLine = { kind: 'gap'; key: string; gap: GapView };
/** A line of a timeline's grid. */
export type Line = TimelineRow | GapLine;

export const isGapLine = (line: Line): line is GapLine => line.kind === 'gap';

/** A gap is named by where it begins: of two, one began later. */
export const keyOfGap = ({ from }: GapView): string => `gap ${from}`;

const time = (at: string): number => new Date(at).getTime();
const endOf = ({ until }: GapView): number =>
  until === null ? Number.POSITIVE_INFINITY : time(until);

type Edges = {
  /** Whether older rows than these are there, to which older gaps belong. */
  hasOlder: boolean;
  /** Whether newer ones were let go. */
  isDetached: boolean;
};

/** `rows` are newest first. What is written in the very moment of a proof stands above its gap. */
export const withGaps = (
  rows: readonly TimelineRow[],
  gaps: readonly GapLine[],
  { hasOlder, isDetached }: Edges,
): Line[] => {
  const waiting = [...gaps].sort((one, other) => endOf(other.gap) - endOf(one.gap));
  const lines: Line[] = [];
  for (const row of rows) {
    const at = time(row.at);
    while (waiting[0] && endOf(waiting[0].gap) > at) {
      const [gap] = waiting.splice(0, 1);
      if (gap && (lines.length > 0 || !isDetached)) {
        lines.push(gap);
      }
    }
    lines.push(row);
  }
  return hasOlder ? lines : [...lines, ...waiting];
};

/** Whether a row was written while nothing could be relied on to come. */
export const isWithin = (row: TimelineRow, gaps: readonly GapLine[]): boolean => {
  const at = time(row.at);
  return gaps.some(({ gap }) => at > time(gap.from) && at < endOf(gap));
};
