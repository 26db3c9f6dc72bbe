// The list of transactions of all three kinds: searched, narrowed, sorted, live, in saved views.

import { Plus } from 'lucide-react';
import { useRef, useState } from 'react';
import { useAsk } from '../../ipc/ask';
import type { TransactionSort } from '../../ipc/bindings/TransactionSort';
import { useNavigation } from '../../navigation/Navigation';
import type { Place } from '../../navigation/place';
import { useKept } from '../../navigation/useKept';
import { ActButton } from '../../parts/ActButton';
import { Asked } from '../../parts/Asked';
import { ListFoot } from '../../parts/catalog/ListFoot';
import { Meanings } from '../../parts/catalog/Meanings';
import { NoObjects } from '../../parts/catalog/NoObjects';
import { ObjectInspector } from '../../parts/catalog/ObjectInspector';
import { ObjectListHead } from '../../parts/catalog/ObjectListHead';
import { howMany, meaningOf } from '../../parts/catalog/statusCounts';
import { withoutPrefix } from '../../parts/catalog/statuses';
import { type LeftList, useObjectList } from '../../parts/catalog/useObjectList';
import { type HeldWindow, useWindow } from '../../parts/catalog/useWindow';
import { DataGrid } from '../../parts/DataGrid';
import styles from '../../parts/list/ListScreen.module.css';
import { useEnds } from '../deliveries/useEnds';
import { TRANSACTION_COLUMNS } from './columns';
import { ALL, type Filter, filterOf, isOfStatusAlone, toAsked } from './filter';
import { SavedViews } from './SavedViews';
import { TransactionFacts } from './TransactionFacts';
import { TransactionFilters } from './TransactionFilters';

type Kept = { filter: Filter; left: LeftList; part: HeldWindow };
type Props = { profile: string; place: Extract<Place, { at: 'transactions' }> };

export const Transactions = ({ profile, place }: Props) => {
  const { go } = useNavigation();
  const search = useRef<HTMLInputElement>(null);
  const found: Kept | undefined = useKept(
    (): Kept => ({ filter, left: list.leaving(), part: part.held }),
  );
  const [filter, setFilter] = useState<Filter>(() => found?.filter ?? filterOf(place.only));
  const ends = useEnds(filter.span);
  const key = JSON.stringify(filter);
  const part = useWindow(key, found?.part);
  const { after, limit } = part;
  const question = useAsk(
    'list_transactions',
    { profile, ...toAsked(filter, ends), after, limit },
    { keepPrevious: true },
  );
  const list = useObjectList({
    key,
    question,
    window: part,
    search,
    found: found?.left,
    makesMerchants: false,
  });
  const counts = question.data?.counts ?? [];
  const narrow = (to: Partial<Filter>) => setFilter({ ...filter, ...to });
  const isCountKnown = isOfStatusAlone(filter);
  const open = (subject: string) => {
    const row = list.rows.find((one) => one.subject === subject);
    if (row) {
      go({ at: 'transaction', number: row.number });
    }
  };
  const status = list.row?.standing.status ?? null;
  return (
    <div className={styles.screen}>
      <section className={styles.list} aria-labelledby="list-heading">
        <ObjectListHead
          profile={profile}
          title="Transactions"
          headingRef={list.heading}
          searchRef={search}
          search={filter.search}
          searchLabel="Search transactions"
          placeholder="number, reference, merchant"
          onSearch={(typed) => narrow({ search: typed })}
          onSearchDone={list.toRows}
          counts={counts}
          statuses={filter.statuses}
          onStatuses={(statuses) => narrow({ statuses })}
          isBehind={list.isBehind}
          onShowNow={list.showNow}
          acts={
            <ActButton
              onPress={() =>
                go({ at: 'transaction-form', kind: null, merchant: null, account: null })
              }
            >
              <Plus size={14} aria-hidden="true" />
              New transaction
            </ActButton>
          }
          filters={
            <>
              <SavedViews profile={profile} filter={filter} onFilter={setFilter} />
              <TransactionFilters
                profile={profile}
                filter={filter}
                currencies={question.data?.currencies ?? []}
                onNarrow={narrow}
              />
            </>
          }
        />
        <Asked question={question} what="the transactions">
          {({ age }) =>
            list.isEmpty ? (
              <NoObjects
                profile={profile}
                what="transaction"
                age={age}
                isNarrowed={!isCountKnown || filter.statuses.length > 0}
                onShowAll={() =>
                  narrow({ ...ALL, sort: filter.sort, descending: filter.descending })
                }
                searched="Numbers, references and names of merchants were looked through."
              />
            ) : null
          }
        </Asked>
        {list.rows.length > 0 && !list.isEmpty ? (
          <>
            <DataGrid
              label="Transactions"
              columns={TRANSACTION_COLUMNS}
              rows={list.rows}
              keyOf={({ subject }) => subject}
              textOf={({ kindWord, number }) => `${kindWord} ${number}`}
              attributesOf={({ subject, standing }) => ({
                'data-subject': subject,
                'data-status': standing.status ?? '',
              })}
              cursor={list.cursor}
              onCursor={list.point}
              onOpen={open}
              frameRef={list.frame}
              sort={{ column: filter.sort, descending: filter.descending }}
              onSort={({ column, descending }) =>
                narrow({ sort: column as TransactionSort, descending })
              }
            />
            <ListFoot
              part={part}
              held={list.rows.length}
              total={isCountKnown ? howMany(counts, filter.statuses) : null}
              hasMore={list.hasMore}
              onMore={list.more}
            />
          </>
        ) : null}
      </section>
      <ObjectInspector
        hasRow={list.row !== null}
        openLabel="Open transaction"
        onOpen={() => open(list.cursor ?? '')}
        onClose={() => list.point(null)}
        otherwise={<Meanings of="transactions" />}
      >
        {list.row ? (
          <TransactionFacts
            row={list.row}
            meaning={meaningOf(counts, status && withoutPrefix(status))}
          />
        ) : null}
      </ObjectInspector>
    </div>
  );
};
