// Rows of a timeline or of the deliveries: the newest page, and older ones when asked for.

import { type UseMutationResult, type UseQueryResult, useMutation } from '@tanstack/react-query';
import { useAsk } from './ask';
import type { CommandError } from './bindings/CommandError';
import type { From } from './bindings/From';
import type { ListDeliveries } from './bindings/ListDeliveries';
import type { ListTimeline } from './bindings/ListTimeline';
import type { TimelinePage } from './bindings/TimelinePage';
import { call } from './call';

type RowsName = 'list_timeline' | 'list_deliveries';
type Unpaged<T> = Omit<T, 'from' | 'limit'>;

/** Which rows, of which list. */
export type RowsQuery =
  | { name: 'list_timeline'; asked: Unpaged<ListTimeline> }
  | { name: 'list_deliveries'; asked: Unpaged<ListDeliveries> };

type Paging = { from: From; limit: number };

export const useNewestRows = (
  { name, asked }: RowsQuery,
  limit: number,
): UseQueryResult<TimelinePage, CommandError> =>
  useAsk<RowsName>(name, { ...asked, from: { at: 'newest' }, limit });

export const useReadOlder = (): UseMutationResult<TimelinePage, CommandError, RowsQuery & Paging> =>
  useMutation<TimelinePage, CommandError, RowsQuery & Paging>({
    mutationFn: ({ name, asked, from, limit }) => call<RowsName>(name, { ...asked, from, limit }),
  });
