// A list of objects: its head, what it is narrowed to, its rows, and the one under the cursor.

import type { UseQueryResult } from '@tanstack/react-query';
import type { ReactNode } from 'react';
import type { CatalogAge } from '../../ipc/bindings/CatalogAge';
import type { CommandError } from '../../ipc/bindings/CommandError';
import type { StandingView } from '../../ipc/bindings/StandingView';
import type { StatusCount } from '../../ipc/bindings/StatusCount';
import type { StatusMeaning } from '../../ipc/bindings/StatusMeaning';
import { Asked } from '../Asked';
import { DataGrid, type GridColumn } from '../DataGrid';
import styles from '../list/ListScreen.module.css';
import type { ObjectRow } from './heldObjects';
import { ListFoot } from './ListFoot';
import { Meanings } from './Meanings';
import { NoObjects } from './NoObjects';
import { ObjectInspector } from './ObjectInspector';
import { ObjectListHead } from './ObjectListHead';
import { howMany, meaningOf } from './statusCounts';
import { withoutPrefix } from './statuses';
import type { Filtered, ObjectFilter } from './useFiltered';
import type { HeldList } from './useObjectList';

type ListedRow = ObjectRow & { standing: StandingView };
type Page<Row> = { rows: Row[]; counts: StatusCount[]; age: CatalogAge };

/** How the objects of a list are called. */
type Words = {
  /** "Receiver accounts". */
  title: string;
  /** "receiver account". */
  one: string;
  /** "receiver accounts". */
  many: string;
  /** What may be typed into the search. */
  placeholder: string;
  /** What a search looks through, where it is not what it is elsewhere. */
  searched?: string;
  meanings: 'merchants' | 'accounts' | 'transactions';
};

type Props<F extends ObjectFilter, Row extends ListedRow> = {
  profile: string;
  words: Words;
  filtered: Filtered<F>;
  question: UseQueryResult<Page<Row>, CommandError>;
  list: HeldList<Row>;
  columns: GridColumn<Row>[];
  textOf: (row: Row) => string;
  /** Whether nothing but statuses narrows it: then their counts tell how many rows there are. */
  isOfStatusAlone: boolean;
  onShowAll: () => void;
  onOpen: (row: Row) => void;
  facts: (row: Row, meaning: StatusMeaning | null) => ReactNode;
  filters?: ReactNode;
  acts?: ReactNode;
};

export const ObjectListScreen = <F extends ObjectFilter, Row extends ListedRow>(
  props: Props<F, Row>,
) => {
  const { profile, words, question, list } = props;
  const { filter, part } = props.filtered;
  const narrow = (to: Partial<ObjectFilter>) => props.filtered.narrow(to as Partial<F>);
  const counts = question.data?.counts ?? [];
  const { statuses } = filter;
  const open = (subject: string | null) => {
    const row = list.rows.find((one) => one.subject === subject);
    if (row) {
      props.onOpen(row);
    }
  };
  const status = list.row?.standing.status ?? null;
  return (
    <div className={styles.screen}>
      <section className={styles.list} aria-labelledby="list-heading">
        <ObjectListHead
          profile={profile}
          title={words.title}
          headingRef={list.heading}
          searchRef={list.search}
          search={filter.search}
          searchLabel={`Search ${words.many}`}
          placeholder={words.placeholder}
          onSearch={(search) => narrow({ search })}
          onSearchDone={list.toRows}
          counts={counts}
          statuses={statuses}
          onStatuses={(to) => narrow({ statuses: to })}
          isBehind={list.isBehind}
          onShowNow={list.showNow}
          acts={props.acts}
          filters={props.filters}
        />
        <Asked question={question} what={`the ${words.many}`}>
          {({ age }) =>
            list.isEmpty ? (
              <NoObjects
                profile={profile}
                what={words.one}
                age={age}
                isNarrowed={!props.isOfStatusAlone || statuses.length > 0}
                onShowAll={props.onShowAll}
                searched={words.searched}
              />
            ) : null
          }
        </Asked>
        {list.rows.length > 0 && !list.isEmpty ? (
          <>
            <DataGrid
              label={words.title}
              columns={props.columns}
              rows={list.rows}
              keyOf={({ subject }) => subject}
              textOf={props.textOf}
              attributesOf={({ subject, standing }) => ({
                'data-subject': subject,
                'data-status': standing.status ?? '',
              })}
              cursor={list.cursor}
              onCursor={list.point}
              onOpen={open}
              frameRef={list.frame}
              sort={{ column: filter.sort, descending: filter.descending }}
              onSort={({ column, descending }) => narrow({ sort: column, descending })}
            />
            <ListFoot
              part={part}
              held={list.rows.length}
              total={props.isOfStatusAlone ? howMany(counts, statuses) : null}
              hasMore={list.hasMore}
              onMore={list.more}
            />
          </>
        ) : null}
      </section>
      <ObjectInspector
        hasRow={list.row !== null}
        openLabel={`Open ${words.one}`}
        onOpen={() => open(list.cursor)}
        onClose={() => list.point(null)}
        otherwise={<Meanings of={words.meanings} />}
      >
        {list.row
          ? props.facts(list.row, meaningOf(counts, status && withoutPrefix(status)))
          : null}
      </ObjectInspector>
    </div>
  );
};
