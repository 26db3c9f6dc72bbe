// The list of transactions of all three kinds: searched, narrowed, sorted, live, in saved views.

import { Plus } from 'lucide-react';
import { useAsk } from '../../ipc/ask';
import { useNavigation } from '../../navigation/Navigation';
import type { Place } from '../../navigation/place';
import { ActButton } from '../../parts/ActButton';
import { ObjectListScreen } from '../../parts/catalog/ObjectListScreen';
import { useFiltered } from '../../parts/catalog/useFiltered';
import { useObjectList } from '../../parts/catalog/useObjectList';
import { useEnds } from '../deliveries/useEnds';
import { TRANSACTION_COLUMNS } from './columns';
import { ALL, filterOf, isOfStatusAlone, toAsked } from './filter';
import { SavedViews } from './SavedViews';
import { TransactionFacts } from './TransactionFacts';
import { TransactionFilters } from './TransactionFilters';

type Props = { profile: string; place: Extract<Place, { at: 'transactions' }> };

const WORDS = {
  title: 'Transactions',
  one: 'transaction',
  many: 'transactions',
  placeholder: 'number, reference, merchant',
  searched: 'Numbers, references and names of merchants were looked through.',
  meanings: 'transactions',
} as const;

export const Transactions = ({ profile, place }: Props) => {
  const { go } = useNavigation();
  const filtered = useFiltered(() => filterOf(place.only));
  const { filter, setFilter, narrow, part } = filtered;
  const ends = useEnds(filter.span);
  const { after, limit } = part;
  const question = useAsk(
    'list_transactions',
    { profile, ...toAsked(filter, ends), after, limit },
    { keepPrevious: true },
  );
  const list = useObjectList({ filtered, question, makesMerchants: false });
  return (
    <ObjectListScreen
      profile={profile}
      words={WORDS}
      filtered={filtered}
      question={question}
      list={list}
      columns={TRANSACTION_COLUMNS}
      textOf={({ kindWord, number }) => `${kindWord} ${number}`}
      isOfStatusAlone={isOfStatusAlone(filter)}
      onShowAll={() => narrow({ ...ALL, sort: filter.sort, descending: filter.descending })}
      onOpen={({ number }) => go({ at: 'transaction', number })}
      facts={(row, meaning) => <TransactionFacts row={row} meaning={meaning} />}
      acts={
        <ActButton
          onPress={() => go({ at: 'transaction-form', kind: null, merchant: null, account: null })}
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
  );
};
