// The list of receiver accounts: searched, narrowed, sorted, live; their numbers are masked.

import { useRef, useState } from 'react';
import { useAsk } from '../../ipc/ask';
import type { CatalogSort } from '../../ipc/bindings/CatalogSort';
import { useNavigation } from '../../navigation/Navigation';
import type { Place } from '../../navigation/place';
import { useKept } from '../../navigation/useKept';
import { Asked } from '../../parts/Asked';
import { ListFoot } from '../../parts/catalog/ListFoot';
import { Meanings } from '../../parts/catalog/Meanings';
import { NoObjects } from '../../parts/catalog/NoObjects';
import { ObjectInspector } from '../../parts/catalog/ObjectInspector';
import { ObjectListHead } from '../../parts/catalog/ObjectListHead';
import { howMany, meaningOf } from '../../parts/catalog/statusCounts';
import { type LeftList, useObjectList } from '../../parts/catalog/useObjectList';
import { type HeldWindow, useWindow } from '../../parts/catalog/useWindow';
import { DataGrid } from '../../parts/DataGrid';
import styles from '../../parts/list/ListScreen.module.css';
import { AccountFacts } from './AccountFacts';
import { AccountFilters } from './AccountFilters';
import { ACCOUNT_COLUMNS } from './columns';

type Filter = {
  search: string;
  statuses: string[];
  owner: string | null;
  currency: string | null;
  sort: CatalogSort;
  descending: boolean;
};
type Kept = { filter: Filter; left: LeftList; part: HeldWindow };
type Props = { profile: string; place: Extract<Place, { at: 'accounts' }> };

const ALL = { search: '', statuses: [], owner: null, currency: null };

export const Accounts = ({ profile, place }: Props) => {
  const { go } = useNavigation();
  const search = useRef<HTMLInputElement>(null);
  const found: Kept | undefined = useKept(
    (): Kept => ({ filter, left: list.leaving(), part: part.held }),
  );
  const [filter, setFilter] = useState<Filter>(
    () => found?.filter ?? { ...ALL, owner: place.owner ?? null, sort: 'name', descending: false },
  );
  const key = JSON.stringify(filter);
  const part = useWindow(key, found?.part);
  const { after, limit } = part;
  const question = useAsk(
    'list_accounts',
    { profile, ...filter, after, limit },
    { keepPrevious: true },
  );
  const list = useObjectList({ key, question, window: part, search, found: found?.left });
  const counts = question.data?.counts ?? [];
  const narrow = (to: Partial<Filter>) => setFilter({ ...filter, ...to });
  const { owner, currency, statuses } = filter;
  const isCountKnown = filter.search === '' && owner === null && currency === null;
  const isNarrowed = !isCountKnown || statuses.length > 0;
  const open = (subject: string) => {
    const row = list.rows.find((one) => one.subject === subject);
    if (row) {
      go({ at: 'account', number: row.number });
    }
  };
  return (
    <div className={styles.screen}>
      <section className={styles.list} aria-labelledby="list-heading">
        <ObjectListHead
          profile={profile}
          title="Receiver accounts"
          headingRef={list.heading}
          searchRef={search}
          search={filter.search}
          searchLabel="Search receiver accounts"
          placeholder="name, bank, last digits"
          onSearch={(typed) => narrow({ search: typed })}
          onSearchDone={list.toRows}
          counts={counts}
          statuses={statuses}
          onStatuses={(to) => narrow({ statuses: to })}
          isBehind={list.isBehind}
          onShowNow={list.showNow}
          filters={
            <AccountFilters
              profile={profile}
              owner={owner}
              onOwner={(to) => narrow({ owner: to })}
              currencies={question.data?.currencies ?? []}
              currency={currency}
              onCurrency={(to) => narrow({ currency: to })}
            />
          }
        />
        <Asked question={question} what="the receiver accounts">
          {({ age }) =>
            list.isEmpty ? (
              <NoObjects
                profile={profile}
                what="receiver account"
                age={age}
                isNarrowed={isNarrowed}
                onShowAll={() => narrow(ALL)}
              />
            ) : null
          }
        </Asked>
        {list.rows.length > 0 && !list.isEmpty ? (
          <>
            <DataGrid
              label="Receiver accounts"
              columns={ACCOUNT_COLUMNS}
              rows={list.rows}
              keyOf={({ subject }) => subject}
              textOf={({ nameOnAccount, number }) => nameOnAccount ?? `Account ${number}`}
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
                narrow({ sort: column as CatalogSort, descending })
              }
            />
            <ListFoot
              part={part}
              held={list.rows.length}
              total={isCountKnown ? howMany(counts, statuses) : null}
              hasMore={list.hasMore}
              onMore={list.more}
            />
          </>
        ) : null}
      </section>
      <ObjectInspector
        hasRow={list.row !== null}
        openLabel="Open receiver account"
        onOpen={() => open(list.cursor ?? '')}
        onClose={() => list.point(null)}
        otherwise={<Meanings of="accounts" />}
      >
        {list.row ? (
          <AccountFacts row={list.row} meaning={meaningOf(counts, list.row.standing.status)} />
        ) : null}
      </ObjectInspector>
    </div>
  );
};
