// The list of merchants: searched, narrowed by KYC status, sorted, live; the local index behind it.

import { Plus } from 'lucide-react';
import { useRef, useState } from 'react';
import { useAsk } from '../../ipc/ask';
import type { CatalogSort } from '../../ipc/bindings/CatalogSort';
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
import { type LeftList, useObjectList } from '../../parts/catalog/useObjectList';
import { type HeldWindow, useWindow } from '../../parts/catalog/useWindow';
import { DataGrid } from '../../parts/DataGrid';
import styles from '../../parts/list/ListScreen.module.css';
import { MERCHANT_COLUMNS } from './columns';
import { MerchantFacts } from './MerchantFacts';

type Filter = { search: string; statuses: string[]; sort: CatalogSort; descending: boolean };
type Kept = { filter: Filter; left: LeftList; part: HeldWindow };
type Props = { profile: string; place: Extract<Place, { at: 'merchants' }> };

const filterOf = ({ status }: Props['place']): Filter => ({
  search: '',
  statuses: status === undefined ? [] : [status],
  sort: 'name',
  descending: false,
});

export const Merchants = ({ profile, place }: Props) => {
  const { go } = useNavigation();
  const search = useRef<HTMLInputElement>(null);
  const found: Kept | undefined = useKept(
    (): Kept => ({ filter, left: list.leaving(), part: part.held }),
  );
  const [filter, setFilter] = useState<Filter>(() => found?.filter ?? filterOf(place));
  const key = JSON.stringify(filter);
  const part = useWindow(key, found?.part);
  const { after, limit } = part;
  const question = useAsk(
    'list_merchants',
    { profile, ...filter, after, limit },
    { keepPrevious: true },
  );
  const list = useObjectList({ key, question, window: part, search, found: found?.left });
  const counts = question.data?.counts ?? [];
  const narrow = (to: Partial<Filter>) => setFilter({ ...filter, ...to });
  const isNarrowed = filter.search !== '' || filter.statuses.length > 0;
  const open = (subject: string) => {
    const row = list.rows.find((one) => one.subject === subject);
    if (row) {
      go({ at: 'merchant', number: row.number });
    }
  };
  return (
    <div className={styles.screen}>
      <section className={styles.list} aria-labelledby="list-heading">
        <ObjectListHead
          profile={profile}
          title="Merchants"
          headingRef={list.heading}
          searchRef={search}
          search={filter.search}
          searchLabel="Search merchants"
          placeholder="name or number"
          onSearch={(typed) => narrow({ search: typed })}
          onSearchDone={list.toRows}
          counts={counts}
          statuses={filter.statuses}
          onStatuses={(statuses) => narrow({ statuses })}
          isBehind={list.isBehind}
          onShowNow={list.showNow}
          acts={
            <ActButton onPress={() => go({ at: 'merchant-form', number: null })}>
              <Plus size={14} aria-hidden="true" />
              New merchant
            </ActButton>
          }
        />
        <Asked question={question} what="the merchants">
          {({ age }) =>
            list.isEmpty ? (
              <NoObjects
                profile={profile}
                what="merchant"
                age={age}
                isNarrowed={isNarrowed}
                onShowAll={() => narrow({ search: '', statuses: [] })}
              />
            ) : null
          }
        </Asked>
        {list.rows.length > 0 && !list.isEmpty ? (
          <>
            <DataGrid
              label="Merchants"
              columns={MERCHANT_COLUMNS}
              rows={list.rows}
              keyOf={({ subject }) => subject}
              textOf={({ legalName, number }) => legalName ?? `Merchant ${number}`}
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
              total={filter.search === '' ? howMany(counts, filter.statuses) : null}
              hasMore={list.hasMore}
              onMore={list.more}
            />
          </>
        ) : null}
      </section>
      <ObjectInspector
        hasRow={list.row !== null}
        openLabel="Open merchant"
        onOpen={() => open(list.cursor ?? '')}
        onClose={() => list.point(null)}
        otherwise={<Meanings of="merchants" />}
      >
        {list.row ? (
          <MerchantFacts row={list.row} meaning={meaningOf(counts, list.row.standing.status)} />
        ) : null}
      </ObjectInspector>
    </div>
  );
};
