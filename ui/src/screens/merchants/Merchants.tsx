// The list of merchants: searched, narrowed by KYC status, sorted, live; the local index behind it.

import { Plus } from 'lucide-react';
import { useAsk } from '../../ipc/ask';
import type { CatalogSort } from '../../ipc/bindings/CatalogSort';
import { useNavigation } from '../../navigation/Navigation';
import type { Place } from '../../navigation/place';
import { ActButton } from '../../parts/ActButton';
import { ObjectListScreen } from '../../parts/catalog/ObjectListScreen';
import { useFiltered } from '../../parts/catalog/useFiltered';
import { useObjectList } from '../../parts/catalog/useObjectList';
import { MERCHANT_COLUMNS } from './columns';
import { MerchantFacts } from './MerchantFacts';

type Filter = { search: string; statuses: string[]; sort: CatalogSort; descending: boolean };
type Props = { profile: string; place: Extract<Place, { at: 'merchants' }> };

const WORDS = {
  title: 'Merchants',
  one: 'merchant',
  many: 'merchants',
  placeholder: 'name or number',
  meanings: 'merchants',
} as const;

const filterOf = ({ status }: Props['place']): Filter => ({
  search: '',
  statuses: status === undefined ? [] : [status],
  sort: 'name',
  descending: false,
});

export const Merchants = ({ profile, place }: Props) => {
  const { go } = useNavigation();
  const filtered = useFiltered(() => filterOf(place));
  const { filter, part, narrow } = filtered;
  const { after, limit } = part;
  const question = useAsk(
    'list_merchants',
    { profile, ...filter, after, limit },
    { keepPrevious: true },
  );
  const list = useObjectList({ filtered, question });
  return (
    <ObjectListScreen
      profile={profile}
      words={WORDS}
      filtered={filtered}
      question={question}
      list={list}
      columns={MERCHANT_COLUMNS}
      textOf={({ legalName, number }) => legalName ?? `Merchant ${number}`}
      isOfStatusAlone={filter.search === ''}
      onShowAll={() => narrow({ search: '', statuses: [] })}
      onOpen={({ number }) => go({ at: 'merchant', number })}
      facts={(row, meaning) => <MerchantFacts row={row} meaning={meaning} />}
      acts={
        <ActButton onPress={() => go({ at: 'merchant-form', number: null })}>
          <Plus size={14} aria-hidden="true" />
          New merchant
        </ActButton>
      }
    />
  );
};
