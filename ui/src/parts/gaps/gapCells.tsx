// The cells of a gap among the rows of a timeline, by the columns that those have.

import type { ReactNode } from 'react';
import type { GapView } from '../../ipc/bindings/GapView';
import type { TimelineRow } from '../../ipc/bindings/TimelineRow';
import type { GridColumn } from '../DataGrid';
import { Mark } from '../Mark';
import { Time } from '../Time';
import { GapSpan } from './GapSpan';
import { GapStanding } from './GapStanding';
import styles from './gaps.module.css';
import { causesOf, NOT_KNOWN } from './gapWords';
import { isGapLine, type Line } from './lines';

const reasonOf = ({ details }: GapView): string => details[0] ?? NOT_KNOWN;

const CELLS: Record<string, (gap: GapView) => ReactNode> = {
  at: ({ until }) => (until === null ? 'now' : <Time at={until} />),
  mark: () => <Mark mark="gap" />,
  event: (gap) => <GapSpan gap={gap} />,
  status: (gap) => (
    <span className={styles.clip} title={causesOf(gap)}>
      {causesOf(gap)}
    </span>
  ),
  subject: (gap) => <GapStanding gap={gap} />,
  reason: (gap) => (
    <span className={`${styles.clip} ${styles.soft}`} title={reasonOf(gap)}>
      {reasonOf(gap)}
    </span>
  ),
};

/** The same columns for lines that may be gaps. */
export const columnsOfLines = (columns: GridColumn<TimelineRow>[]): GridColumn<Line>[] =>
  columns.map((column) => ({
    ...column,
    cell: (line: Line) => (isGapLine(line) ? CELLS[column.id]?.(line.gap) : column.cell(line)),
  }));
