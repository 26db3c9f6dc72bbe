// Cards: what a person must look at, one beside the list of all; the settled ones too.

import { ArrowLeft, CircleCheckBig } from 'lucide-react';
import { useRef, useState } from 'react';
import { useAsk } from '../../ipc/ask';
import type { ProfileStatus } from '../../ipc/bindings/ProfileStatus';
import { useKeys } from '../../keyboard/useKeys';
import { useNavigation } from '../../navigation/Navigation';
import type { Place } from '../../navigation/place';
import { Button } from '../../parts/Button';
import { moveInGrid } from '../../parts/moveInGrid';
import { Empty, Failed, Loading, StaleNotice } from '../../parts/State';
import { CardDetail } from './CardDetail';
import { CardList } from './CardList';
import styles from './Cards.module.css';
import { Done, type Outcome } from './Done';

type Props = { profile: ProfileStatus; place: Extract<Place, { at: 'cards' }> };

export const Cards = ({ profile, place }: Props) => {
  const { back, replace } = useNavigation();
  const frame = useRef<HTMLDivElement>(null);
  const [done, setDone] = useState<Outcome | null>(null);
  const cards = useAsk('list_cards', { profile: profile.name });
  useKeys('list', {
    'row.next': () => moveInGrid(frame.current, 'ArrowDown'),
    'row.previous': () => moveInGrid(frame.current, 'ArrowUp'),
    'place.back': back,
  });
  const all = cards.data ? [...cards.data.open, ...cards.data.settled] : [];
  const chosen = all.find(({ id }) => id === place.card) ?? all[0] ?? null;
  const again = () => void cards.refetch();
  return (
    <section className={styles.screen} aria-labelledby="cards-heading">
      <header className={styles.head}>
        <Button weight="quiet" aria-label="Back" onPress={back}>
          <ArrowLeft size={16} aria-hidden="true" />
        </Button>
        <h1 id="cards-heading">Cards</h1>
        <p>What the checks found and only a person can settle</p>
      </header>
      {cards.error && cards.data ? (
        <StaleNotice since={cards.dataUpdatedAt} error={cards.error} onAgain={again} />
      ) : null}
      {done ? <Done outcome={done} onClose={() => setDone(null)} /> : null}
      {cards.isPending ? <Loading what="the cards" /> : null}
      {cards.error && !cards.data ? (
        <Failed title="The cards could not be read" error={cards.error} onAgain={again} />
      ) : null}
      {cards.data && all.length === 0 ? (
        <Empty icon={CircleCheckBig} title="No card waits">
          An unknown list of fields, a signature that comes back with another amount, a hash of the
          bare secret, a status that does not follow from the one before or a fall of the match rate
          would each have a card here.
        </Empty>
      ) : null}
      {cards.data && chosen ? (
        <div className={styles.panes} ref={frame}>
          <CardList
            cards={cards.data}
            chosen={chosen.id}
            onChoose={(card) => replace({ at: 'cards', card })}
          />
          <CardDetail
            key={chosen.id}
            profile={profile}
            card={chosen}
            onDone={(outcome) => {
              setDone(outcome);
              replace({ at: 'cards', card: chosen.id });
            }}
          />
        </div>
      ) : null}
    </section>
  );
};
