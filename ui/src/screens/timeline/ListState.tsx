// What stands above or in place of the rows: stale, loading, failed, empty.

import { Inbox } from 'lucide-react';
import type { Show } from '../../ipc/bindings/Show';
import { Empty, Failed, Loading, StaleNotice } from '../../parts/State';
import type { useTimeline } from './useTimeline';

const EMPTY = {
  all: ['Nothing has come in yet', 'Each delivery stands here as soon as it is on disk.'],
  verified: ['Nothing verified yet', 'Deliveries whose hash matches stand here.'],
  refused: ['Nothing refused', 'Whatever can’t be verified is kept here, with the reason.'],
} as const;

type Props = {
  newest: ReturnType<typeof useTimeline>['newest'];
  show: Show;
  isEmpty: boolean;
};

export const ListState = ({ newest, show, isEmpty }: Props) => {
  const again = () => void newest.refetch();
  if (newest.isPending) {
    return <Loading what="the timeline" />;
  }
  if (newest.error && !newest.data) {
    return <Failed title="The timeline could not be read" error={newest.error} onAgain={again} />;
  }
  const [title, words] = EMPTY[show];
  return (
    <>
      {newest.error ? (
        <StaleNotice since={newest.dataUpdatedAt} error={newest.error} onAgain={again} />
      ) : null}
      {isEmpty ? (
        <Empty icon={Inbox} title={title}>
          {words}
        </Empty>
      ) : null}
    </>
  );
};
