// The list of deliveries: all, the verified, or the quarantine, narrowed by filters; live.

import { Radio, SquareStack } from 'lucide-react';
import { useState } from 'react';
import type { ProfileStatus } from '../../ipc/bindings/ProfileStatus';
import type { RowKind } from '../../ipc/bindings/RowKind';
import type { Show } from '../../ipc/bindings/Show';
import { useNavigation } from '../../navigation/Navigation';
import { type Narrowed, NOT_NARROWED } from '../../navigation/narrowed';
import type { Place } from '../../navigation/place';
import { placeOfSubject } from '../../navigation/subject';
import { Button } from '../../parts/Button';
import { Chips } from '../../parts/Chips';
import { deliveryColumns, useColumns } from '../../parts/list/columns';
import { Inspector } from '../../parts/list/Inspector';
import { ListBody } from '../../parts/list/ListBody';
import { ListHead } from '../../parts/list/ListHead';
import styles from '../../parts/list/ListScreen.module.css';
import { useListScreen } from '../../parts/list/useListScreen';
import { Events } from './Events';
import { FilterBar } from './FilterBar';
import { toFilter } from './filter';
import { NothingFits } from './NothingFits';
import { useEnds } from './useEnds';

const VIEWS: { id: Show; label: string }[] = [
  { id: 'all', label: 'All' },
  { id: 'verified', label: 'Verified' },
  { id: 'refused', label: 'Quarantine' },
];
/** A later verdict changes its delivery's row; it has none of its own here. */
const KINDS: readonly RowKind[] = ['delivery', 'turned_away', 'unknown'];

type Props = { profile: ProfileStatus; place: Extract<Place, { at: 'deliveries' }> };

export const Deliveries = ({ profile, place }: Props) => {
  const { go, replace } = useNavigation();
  const [isEventsOpen, setIsEventsOpen] = useState(false);
  const { show, narrowed = NOT_NARROWED } = place;
  const { name, cards } = profile;
  const filter = toFilter(show, narrowed, useEnds(narrowed.span));
  const screen = useListScreen(
    { name: 'list_deliveries', asked: { profile: name, filter } },
    KINDS,
  );

  const narrow = (to: Narrowed) => replace({ ...place, narrowed: to });
  const view = (to: Show) => replace({ ...place, show: to });
  const openSubject = (key: string) => go(placeOfSubject(key));
  const columns = useColumns(deliveryColumns, screen.rows, openSubject);
  const openEntry = (sequence: number) => go({ at: 'delivery', sequence });
  const open = (key: string) => {
    const chosen = screen.rows.find((one) => String(one.sequence) === key);
    if (chosen?.kind === 'delivery') {
      openEntry(chosen.sequence);
    }
  };
  const narrowing = { profile: name, narrowed, onNarrow: narrow };
  return (
    <div className={styles.screen}>
      <section className={styles.list} aria-labelledby="list-heading">
        <ListHead
          screen={screen}
          title="Deliveries"
          hasBack={false}
          chips={<Chips label="Which rows" options={VIEWS} chosen={show} onChoose={view} />}
        >
          <Button
            data-testid="open-cards"
            weight={cards > 0 ? 'plain' : 'quiet'}
            onPress={() => go({ at: 'cards', card: null })}
          >
            <SquareStack size={14} aria-hidden="true" />
            {cards > 0 ? `Cards ${cards}` : 'Cards'}
          </Button>
          <Button
            weight="quiet"
            onPress={() => {
              screen.point(null);
              setIsEventsOpen(true);
            }}
          >
            <Radio size={14} aria-hidden="true" />
            Events
          </Button>
        </ListHead>
        <FilterBar {...narrowing} />
        <ListBody
          screen={screen}
          label="Deliveries"
          what="the deliveries"
          columns={columns}
          empty={<NothingFits {...narrowing} show={show} onShowAll={() => view('all')} />}
          onOpen={open}
        />
      </section>
      <Inspector
        profile={name}
        row={screen.row}
        isOpen={isEventsOpen}
        otherwise={
          <Events
            profile={profile}
            onEntry={openEntry}
            onEvent={(event) => narrow({ ...narrowed, events: [event] })}
          />
        }
        onOpen={open}
        onSubject={openSubject}
        onEntry={openEntry}
        onClose={() => {
          screen.point(null);
          setIsEventsOpen(false);
        }}
      />
    </div>
  );
};
