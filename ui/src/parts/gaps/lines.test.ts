// Where gaps stand among the rows of a timeline.

import { describe, expect, it } from 'vitest';
import type { GapView } from '../../ipc/bindings/GapView';
import { aRow } from '../../testing/fixtures';
import { aGap } from '../../testing/wayIn';
import { type GapLine, isGapLine, isWithin, keyOfGap, type Line, withGaps } from './lines';

const at = (minute: number): string => `2026-01-05T09:${String(minute).padStart(2, '0')}:00.000Z`;
const row = (minute: number) => aRow(minute, { at: at(minute) });
const gap = (from: number, until: number | null): GapLine => {
  const view: GapView = aGap({ from: at(from), until: until === null ? null : at(until) });
  return { kind: 'gap', key: keyOfGap(view), gap: view };
};
const drawn = (lines: Line[]) =>
  lines.map((line) =>
    isGapLine(line)
      ? `${line.gap.from.slice(14, 16)}-${line.gap.until?.slice(14, 16) ?? ''}`
      : line.sequence,
  );
const ALL = { hasOlder: false, isDetached: false };

describe('a gap', () => {
  it('stands where it ended, between the entries around it', () => {
    expect(drawn(withGaps([row(40), row(20)], [gap(25, 30)], ALL))).toEqual([40, '25-30', 20]);
  });

  it('that goes on stands on top, over what was written meanwhile', () => {
    expect(drawn(withGaps([row(40), row(20)], [gap(25, null)], ALL))).toEqual(['25-', 40, 20]);
  });

  it('stands below the entry of the proof that ended it', () => {
    expect(drawn(withGaps([row(30), row(20)], [gap(25, 30)], ALL))).toEqual([30, '25-30', 20]);
  });

  it('older than all rows held waits until older rows are read', () => {
    const rows = [row(40), row(20)];
    expect(drawn(withGaps(rows, [gap(5, 10)], { ...ALL, hasOlder: true }))).toEqual([40, 20]);
    expect(drawn(withGaps(rows, [gap(5, 10)], ALL))).toEqual([40, 20, '05-10']);
  });

  it('newer than all rows held is not drawn over rows that were let go', () => {
    const detached = { hasOlder: true, isDetached: true };
    expect(drawn(withGaps([row(20)], [gap(25, 30), gap(40, null)], detached))).toEqual([20]);
  });

  it('keeps its order among others, the latest end first', () => {
    const gaps = [gap(1, 5), gap(10, 15), gap(50, null)];
    expect(drawn(withGaps([row(40), row(8)], gaps, ALL))).toEqual(['50-', 40, '10-15', 8, '01-05']);
  });

  it('holds the rows that were written in it, and neither end', () => {
    const gaps = [gap(20, 30)];
    expect([19, 20, 25, 30, 31].filter((minute) => isWithin(row(minute), gaps))).toEqual([25]);
    expect(isWithin(row(50), [gap(20, null)])).toBe(true);
  });
});
