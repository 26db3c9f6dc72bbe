// Removes the way in, after asking: nothing comes in from then on, and it is a gap no more.

import { useState } from 'react';
import { useAct } from '../../ipc/act';
import { ActButton } from '../../parts/ActButton';
import { Confirm } from '../../parts/Confirm';

export const RemoveWayIn = ({ profile }: { profile: string }) => {
  const [isAsking, setAsking] = useState(false);
  const set = useAct('set_way_in', ['get_way_in', 'list_gaps']);
  const close = () => {
    set.reset();
    setAsking(false);
  };
  return (
    <>
      <ActButton weight="quiet" onPress={() => setAsking(true)}>
        Remove it…
      </ActButton>
      <Confirm
        isOpen={isAsking}
        title="Remove the way in?"
        act="Remove it"
        isPending={set.isPending}
        error={set.error}
        onClose={close}
        onAct={() => set.mutate({ profile, setup: null, on: false }, { onSuccess: close })}
      >
        <p>
          Its session ends, and nothing comes in by it from then on. What was received stays. The
          URL in the platform leads nowhere then: remove it there too.
        </p>
      </Confirm>
    </>
  );
};
