// The rows of a timeline in the grid, and the gaps between them, each telling what it is.

import { type RefObject, useMemo } from 'react';
import type { TimelineRow } from '../../ipc/bindings/TimelineRow';
import { DataGrid, type GridColumn } from '../DataGrid';
import { columnsOfLines } from '../gaps/gapCells';
import { gapText } from '../gaps/gapWords';
import { type GapLine, isGapLine, isWithin, type Line } from '../gaps/lines';

type Props = {
  label: string;
  lines: Line[];
  /** The gaps among them, by which a row is told to have been written in one. */
  gaps: readonly GapLine[];
  columns: GridColumn<TimelineRow>[];
  freshFrom: number | null;
  cursor: string | null;
  onCursor: (key: string | null) => void;
  onOpen: (key: string) => void;
  frameRef: RefObject<HTMLDivElement | null>;
};

const NO_GAP = { 'data-gap': '' };

export const Rows = ({ freshFrom, columns, lines, gaps, ...grid }: Props) => {
  const ofLines = useMemo(() => columnsOfLines(columns), [columns]);
  return (
    <DataGrid
      {...grid}
      columns={ofLines}
      rows={lines}
      keyOf={(line) => (isGapLine(line) ? line.key : String(line.sequence))}
      textOf={(line) =>
        isGapLine(line) ? gapText(line.gap, new Date()) : `${line.word}, ${line.title}`
      }
      attributesOf={(line) =>
        isGapLine(line)
          ? { 'data-mark': 'gap', 'data-gap': line.gap.until === null ? 'open' : 'ended' }
          : {
              'data-sequence': String(line.sequence),
              'data-mark': line.mark,
              'data-verdict': line.verdict ?? '',
              'data-subject': line.subjects[0]?.key ?? '',
              'data-fresh': String(freshFrom !== null && line.sequence >= freshFrom),
              ...(isWithin(line, gaps) ? { 'data-gap': 'within' } : NO_GAP),
            }
      }
    />
  );
};
