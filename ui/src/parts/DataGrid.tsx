// The one grid: rows of one page, virtual, by keyboard; columns give way where there is no room.

import { ArrowDown, ArrowUp } from 'lucide-react';
import { type ReactNode, type RefObject, useEffect, useMemo, useState } from 'react';
import {
  Cell,
  Column,
  ResizableTableContainer,
  Row,
  type Selection,
  type SortDescriptor,
  Table,
  TableBody,
  TableHeader,
  TableLayout,
  Virtualizer,
} from 'react-aria-components';
import { useDensity } from '../preferences/preferences';
import styles from './DataGrid.module.css';

/** First paint grows with the rows held: measured 0.3 to 0.5 s at 500 on a slow machine. */
export const ROWS_HELD_MAX = 500;
const ROW_PX = { regular: 32, compact: 28 } as const;

export type GridColumn<T> = {
  id: string;
  label: string;
  /** Pixels, or a share of what is left: "2fr". */
  width: number | `${number}fr`;
  /** Shown only where the grid is at least so wide, in pixels. */
  from?: number;
  isRowHeader?: boolean;
  /** Pressed, its head sorts the rows. */
  isSortable?: boolean;
  /** Amounts stand one below the other at their end. */
  isAtEnd?: boolean;
  cell: (row: T) => ReactNode;
};

type GridSort = { column: string; descending: boolean };

type Props<T> = {
  label: string;
  columns: GridColumn<T>[];
  rows: T[];
  keyOf: (row: T) => string;
  textOf: (row: T) => string;
  attributesOf: (row: T) => Record<`data-${string}`, string>;
  cursor: string | null;
  onCursor: (key: string | null) => void;
  onOpen: (key: string) => void;
  frameRef: RefObject<HTMLDivElement | null>;
  sort?: GridSort;
  onSort?: (sort: GridSort) => void;
};

const useWidth = (of: RefObject<HTMLDivElement | null>): number => {
  const [width, setWidth] = useState(0);
  useEffect(() => {
    const element = of.current;
    if (!element || typeof ResizeObserver === 'undefined') {
      return;
    }
    const observer = new ResizeObserver(() => setWidth(element.clientWidth));
    observer.observe(element);
    setWidth(element.clientWidth);
    return () => observer.disconnect();
  }, [of]);
  return width;
};

const one = (selection: Selection): string | null => {
  const [key] = selection === 'all' ? [] : [...selection];
  return key === undefined ? null : String(key);
};

const sorting = <T,>({ sort, onSort }: Props<T>) =>
  sort && onSort
    ? {
        sortDescriptor: {
          column: sort.column,
          direction: sort.descending ? ('descending' as const) : ('ascending' as const),
        },
        onSortChange: ({ column, direction }: SortDescriptor) =>
          onSort({ column: String(column), descending: direction === 'descending' }),
      }
    : {};

export const DataGrid = <T extends object>(props: Props<T>) => {
  const { columns, rows, keyOf, cursor } = props;
  const width = useWidth(props.frameRef);
  const rowHeight = ROW_PX[useDensity()];
  const shown = useMemo(
    () => columns.filter((column) => width === 0 || width >= (column.from ?? 0)),
    [columns, width],
  );
  const edge = (column: GridColumn<T>) =>
    [
      column === shown[0] ? styles.edge : '',
      column === shown.at(-1) ? styles.last : '',
      column.isAtEnd ? styles.end : '',
    ].join(' ');
  return (
    <ResizableTableContainer className={styles.frame} ref={props.frameRef}>
      <Virtualizer
        layout={TableLayout}
        layoutOptions={{ rowHeight, headingHeight: 28, padding: 0, gap: 0 }}
      >
        <Table
          className={styles.table}
          aria-label={props.label}
          selectionMode="single"
          selectionBehavior="replace"
          selectedKeys={cursor === null ? [] : [cursor]}
          onSelectionChange={(selection) => props.onCursor(one(selection))}
          onRowAction={(key) => props.onOpen(String(key))}
          {...sorting(props)}
        >
          <TableHeader columns={shown}>
            {(column) => (
              <Column
                id={column.id}
                className={`${styles.column} ${edge(column)}`}
                width={column.width}
                isRowHeader={column.isRowHeader ?? false}
                allowsSorting={column.isSortable ?? false}
              >
                {({ sortDirection }) => (
                  <>
                    {column.label}
                    {sortDirection === 'ascending' ? (
                      <ArrowUp size={12} aria-hidden="true" />
                    ) : null}
                    {sortDirection === 'descending' ? (
                      <ArrowDown size={12} aria-hidden="true" />
                    ) : null}
                  </>
                )}
              </Column>
            )}
          </TableHeader>
          <TableBody items={rows} dependencies={[shown, rowHeight]}>
            {(row) => (
              <Row
                id={keyOf(row)}
                className={styles.row}
                columns={shown}
                textValue={props.textOf(row)}
                {...props.attributesOf(row)}
              >
                {(column) => (
                  <Cell className={`${styles.cell} ${edge(column)}`}>{column.cell(row)}</Cell>
                )}
              </Row>
            )}
          </TableBody>
        </Table>
      </Virtualizer>
    </ResizableTableContainer>
  );
};
