// The list of receiver accounts: searched, narrowed, sorted, live; their numbers are masked.

import { useAsk } from '../../ipc/ask';
import type { CatalogSort } from '../../ipc/bindings/CatalogSort';
import { useNavigation } from '../../navigation/Navigation';
import type { Place } from '../../navigation/place';
import { ObjectListScreen } from '../../parts/catalog/ObjectListScreen';
import { useFiltered } from '../../parts/catalog/useFiltered';
import { useObjectList } from '../../parts/catalog/useObjectList';
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
type Props = { profile: string; place: Extract<Place, { at: 'accounts' }> };

const WORDS = {
  title: 'Receiver accounts',
  one: 'receiver account',
  many: 'receiver accounts',
  placeholder: 'name, bank, last digits',
  meanings: 'accounts',
} as const;

const ALL = { search: '', statuses: [], owner: null, currency: null };

const filterOf = ({ owner }: Props['place']): Filter => ({
  ...ALL,
  owner: owner ?? null,
  sort: 'name',
  descending: false,
});

export const Accounts = ({ profile, place }: Props) => {
  const { go } = useNavigation();
  const filtered = useFiltered(() => filterOf(place));
  const { filter, part, narrow } = filtered;
  const { after, limit } = part;
  const question = useAsk(
    'list_accounts',
    { profile, ...filter, after, limit },
    { keepPrevious: true },
  );
  const list = useObjectList({ filtered, question });
  const { search, owner, currency } = filter;
  return (
    <ObjectListScreen
      profile={profile}
      words={WORDS}
      filtered={filtered}
      question={question}
      list={list}
      columns={ACCOUNT_COLUMNS}
      textOf={({ nameOnAccount, number }) => nameOnAccount ?? `Account ${number}`}
      isOfStatusAlone={search === '' && owner === null && currency === null}
      onShowAll={() => narrow(ALL)}
      onOpen={({ number }) => go({ at: 'account', number })}
      facts={(row, meaning) => <AccountFacts row={row} meaning={meaning} />}
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
  );
};
