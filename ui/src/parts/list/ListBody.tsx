// The middle of a list's screen: its state, its rows, and the way to older ones.

import type { ReactNode } from 'react';
import type { TimelineRow } from '../../ipc/bindings/TimelineRow';
import type { GridColumn } from '../DataGrid';
import type { GapLine, Line } from '../gaps/lines';
import { ListState } from './ListState';
import { Older } from './Older';
import { Rows } from './Rows';
import type { ListOfScreen } from './useListScreen';

type Props = {
  screen: ListOfScreen;
  label: string;
  /** "the timeline". */
  what: string;
  columns: GridColumn<TimelineRow>[];
  empty: ReactNode;
  /** The rows with the gaps between them; none where the list shows no gaps. */
  drawn?: { lines: Line[]; gaps: readonly GapLine[] };
  onOpen: (key: string) => void;
};

const NO_GAPS: readonly GapLine[] = [];

export const ListBody = ({ screen, label, what, columns, empty, drawn, onOpen }: Props) => {
  const { list, rows } = screen;
  const { held, newest } = list;
  // Between the answer and its rows there is a moment in which none are held.
  const isEmpty = rows.length === 0 && held.head === newest.data;
  return (
    <>
      <ListState newest={newest} what={what} isEmpty={isEmpty} empty={empty} />
      {rows.length > 0 ? (
        <Rows
          label={label}
          columns={columns}
          lines={drawn?.lines ?? rows}
          gaps={drawn?.gaps ?? NO_GAPS}
          freshFrom={held.freshFrom}
          cursor={screen.cursor}
          onCursor={screen.point}
          onOpen={onOpen}
          frameRef={screen.frame}
        />
      ) : null}
      {rows.length > 0 || held.next !== null ? (
        <Older
          held={rows.length}
          hasOlder={held.next !== null}
          isDetached={held.detached}
          isReading={list.isReadingOlder}
          failed={list.olderFailed}
          onOlder={() => void list.older()}
          onNewest={screen.showNewest}
        />
      ) : null}
    </>
  );
};
