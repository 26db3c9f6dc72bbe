// The cards that wait, the oldest first, and those that were settled.

import { Header, ListBox, ListBoxItem, ListBoxSection } from 'react-aria-components';
import { counted } from '../../format/count';
import { age } from '../../format/time';
import type { CardsView } from '../../ipc/bindings/CardsView';
import type { CardView } from '../../ipc/bindings/CardView';
import { useNow } from '../../parts/useNow';
import styles from './CardList.module.css';
import { KINDS } from './kinds';

const EVERY_MS = 10_000;

const Line = ({ card, now }: { card: CardView; now: Date }) => {
  const { word, icon: Icon } = KINDS[card.kind];
  return (
    <ListBoxItem
      id={card.id}
      className={styles.card}
      textValue={`${word}: ${card.title}`}
      data-kind={card.kind}
      data-settled={card.settled !== null}
    >
      <Icon size={16} strokeWidth={1.75} aria-hidden="true" />
      <span className={styles.words}>
        <span className={styles.title} dir="auto">
          {card.title}
        </span>
        <span className={styles.soft}>
          {card.settled ? (
            <>
              settled {age(card.settled.at, now)}
              {card.settled.by ? (
                <>
                  {' '}
                  by <bdi>{card.settled.by}</bdi>
                </>
              ) : null}
            </>
          ) : (
            `${counted(card.count, 'delivery', 'deliveries')}, last ${age(card.lastAt, now)}`
          )}
        </span>
      </span>
    </ListBoxItem>
  );
};

type Props = { cards: CardsView; chosen: string | null; onChoose: (id: string) => void };

export const CardList = ({ cards, chosen, onChoose }: Props) => {
  const now = useNow(EVERY_MS);
  const groups = [
    { label: `Waiting for a person, ${cards.open.length}`, of: cards.open },
    { label: 'Settled, the newest first', of: cards.settled },
  ].filter(({ of }) => of.length > 0);
  return (
    <ListBox
      className={styles.list}
      aria-label="Cards"
      selectionMode="single"
      selectionBehavior="replace"
      disallowEmptySelection
      selectedKeys={chosen === null ? [] : [chosen]}
      onSelectionChange={(keys) => {
        const [id] = keys === 'all' ? [] : keys;
        if (id !== undefined) {
          onChoose(String(id));
        }
      }}
    >
      {groups.map(({ label, of }) => (
        <ListBoxSection key={label}>
          <Header className={styles.group}>{label}</Header>
          {of.map((card) => (
            <Line key={card.id} card={card} now={now} />
          ))}
        </ListBoxSection>
      ))}
    </ListBox>
  );
};
