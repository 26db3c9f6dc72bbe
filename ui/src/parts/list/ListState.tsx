// What stands above or in place of the rows: stale, loading, failed, or what an empty list says.

import type { ReactNode } from 'react';
import { Failed, Loading, StaleNotice } from '../State';
import type { RowsOfList } from './useRows';

type Props = {
  newest: RowsOfList['newest'];
  /** "the timeline". */
  what: string;
  isEmpty: boolean;
  empty: ReactNode;
};

export const ListState = ({ newest, what, isEmpty, empty }: Props) => {
  const again = () => void newest.refetch();
  if (newest.isPending) {
    return <Loading what={what} />;
  }
  if (newest.error && !newest.data) {
    const title = `${what.charAt(0).toUpperCase()}${what.slice(1)} could not be read`;
    return <Failed title={title} error={newest.error} onAgain={again} />;
  }
  return (
    <>
      {newest.error ? (
        <StaleNotice since={newest.dataUpdatedAt} error={newest.error} onAgain={again} />
      ) : null}
      {isEmpty ? empty : null}
    </>
  );
};
