// The rows of a timeline in the grid, each telling what it is to whoever looks for it.

import type { RefObject } from 'react';
import type { TimelineRow } from '../../ipc/bindings/TimelineRow';
import { DataGrid, type GridColumn } from '../DataGrid';

type Props = {
  label: string;
  rows: TimelineRow[];
  columns: GridColumn<TimelineRow>[];
  freshFrom: number | null;
  cursor: string | null;
  onCursor: (key: string | null) => void;
  onOpen: (key: string) => void;
  frameRef: RefObject<HTMLDivElement | null>;
};

export const Rows = ({ freshFrom, ...grid }: Props) => (
  <DataGrid
    {...grid}
    keyOf={(row) => String(row.sequence)}
    textOf={(row) => `${row.word}, ${row.title}`}
    attributesOf={(row) => ({
      'data-sequence': String(row.sequence),
      'data-mark': row.mark,
      'data-verdict': row.verdict ?? '',
      'data-subject': row.subjects[0]?.key ?? '',
      'data-fresh': String(freshFrom !== null && row.sequence >= freshFrom),
    })}
  />
);
