// The cards on which this delivery stands.

import { SquareStack } from 'lucide-react';
import { useAsk } from '../../ipc/ask';
import type { CardView } from '../../ipc/bindings/CardView';
import { useNavigation } from '../../navigation/Navigation';
import { Button } from '../../parts/Button';
import styles from './Alarms.module.css';

const isAbout = (card: CardView, sequence: number): boolean =>
  card.delivery === sequence || card.other === sequence;

/** A card names its newest delivery and, for a second body, the first: only those find it here. */
export const Cards = ({ profile, sequence }: { profile: string; sequence: number }) => {
  const { go } = useNavigation();
  const cards = useAsk('list_cards', { profile });
  const found = [...(cards.data?.open ?? []), ...(cards.data?.settled ?? [])].filter((card) =>
    isAbout(card, sequence),
  );
  return found.map((card) => (
    <div
      key={card.id}
      className={`${styles.card} ${styles.plain}`}
      data-testid="delivery-card"
      data-kind={card.kind}
    >
      <SquareStack size={16} aria-hidden="true" />
      <span>
        {card.settled ? 'On a settled card: ' : 'On a card that waits: '}
        <bdi>{card.title}</bdi>
      </span>
      <Button weight="quiet" onPress={() => go({ at: 'cards', card: card.id })}>
        Open the card
      </Button>
    </div>
  ));
};
