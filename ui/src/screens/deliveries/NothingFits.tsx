// An empty list of deliveries: what would be here, or which filter hides what there is.

import { FilterX, Inbox } from 'lucide-react';
import { useAsk } from '../../ipc/ask';
import type { Show } from '../../ipc/bindings/Show';
import { type Narrowed, NOT_NARROWED } from '../../navigation/narrowed';
import { Button } from '../../parts/Button';
import { Empty } from '../../parts/State';
import { type Narrowing, narrowings, toFilter } from './filter';
import styles from './NothingFits.module.css';
import { useEnds } from './useEnds';

const EMPTY: Record<Show, readonly [title: string, words: string]> = {
  all: ['Nothing has come in yet', 'Each delivery stands here as soon as it is on disk.'],
  verified: ['Nothing verified yet', 'Deliveries whose hash matches stand here.'],
  refused: ['The quarantine is empty', 'Whatever can’t be verified is kept here, with the reason.'],
};

type Props = {
  profile: string;
  show: Show;
  narrowed: Narrowed;
  onNarrow: (to: Narrowed) => void;
  onShowAll: () => void;
};

type SuspectProps = Omit<Props, 'onShowAll'> & { suspect: Narrowing };

/** Asks whether there would be rows without this one filter. */
const Suspect = ({ profile, show, narrowed, suspect, onNarrow }: SuspectProps) => {
  const without = { ...narrowed, ...suspect.without };
  const ends = useEnds(without.span);
  const filter = toFilter(show, without, ends);
  const found = useAsk('list_deliveries', { profile, filter, from: { at: 'newest' }, limit: 1 });
  const isCulprit = (found.data?.rows.length ?? 0) > 0;
  return (
    <li className={styles.suspect} data-hides={isCulprit}>
      <span>
        <bdi>{suspect.words}</bdi>
        {isCulprit ? <strong> hides deliveries</strong> : null}
      </span>
      <Button weight="quiet" onPress={() => onNarrow(without)}>
        Take it off
      </Button>
    </li>
  );
};

export const NothingFits = ({ onShowAll, ...props }: Props) => {
  const { show, narrowed, onNarrow } = props;
  const suspects = narrowings(narrowed);
  if (suspects.length === 0) {
    const [title, words] = EMPTY[show];
    return (
      <Empty
        icon={Inbox}
        title={title}
        action={show === 'all' ? null : <Button onPress={onShowAll}>Show all deliveries</Button>}
      >
        {words}
      </Empty>
    );
  }
  const where = { all: '', verified: ' among the verified', refused: ' in quarantine' }[show];
  return (
    <Empty
      icon={FilterX}
      title={`No delivery fits${where}`}
      action={
        <>
          <ul className={styles.suspects} aria-label="Filters that are on">
            {suspects.map((suspect) => (
              <Suspect key={suspect.id} suspect={suspect} {...props} />
            ))}
          </ul>
          <Button onPress={() => onNarrow(NOT_NARROWED)}>Clear all filters</Button>
        </>
      }
    >
      All of these must hold at once.
    </Empty>
  );
};
