// What a list of transactions is narrowed and sorted by, as it is asked for and as it is read.

import type { ListTransactions } from '../../ipc/bindings/ListTransactions';
import type { TransactionKind } from '../../ipc/bindings/TransactionKind';
import type { TransactionSort } from '../../ipc/bindings/TransactionSort';
import type { Span } from '../../navigation/narrowed';
import type { OnlyTransactions } from '../../navigation/place';
import { TRANSACTION_KINDS } from '../approval/words';
import type { Ends } from '../deliveries/filter';

export type Filter = {
  search: string;
  kinds: TransactionKind[];
  statuses: string[];
  merchant: string | null;
  account: string | null;
  currency: string | null;
  span: Span | null;
  sort: TransactionSort;
  descending: boolean;
};

export const KINDS = Object.keys(TRANSACTION_KINDS) as TransactionKind[];

/** All, the newest first. */
export const ALL: Filter = {
  search: '',
  kinds: [],
  statuses: [],
  merchant: null,
  account: null,
  currency: null,
  span: null,
  sort: 'created',
  descending: true,
};

export const filterOf = (only: OnlyTransactions = {}): Filter => ({
  ...ALL,
  kinds: only.kind ? [only.kind] : [],
  statuses: only.status ? [only.status] : [],
  merchant: only.merchant ?? null,
  account: only.account ?? null,
});

type Asked = Omit<ListTransactions, 'profile' | 'after' | 'limit'>;

export const toAsked = ({ span, ...filter }: Filter, { since, until }: Ends): Asked => ({
  ...filter,
  from: since,
  until,
});

/** Whether all transactions of a status are shown, so that their count is that of the rows. */
export const isOfStatusAlone = (filter: Filter): boolean =>
  filter.search === '' &&
  filter.kinds.length === 0 &&
  filter.merchant === null &&
  filter.account === null &&
  filter.currency === null &&
  filter.span === null;
