// Settles a card that asks for a person's look and words: never without words.

import { useState } from 'react';
import { useAct } from '../../ipc/act';
import type { CardView } from '../../ipc/bindings/CardView';
import type { ProfileStatus } from '../../ipc/bindings/ProfileStatus';
import { useMayChange } from '../../ipc/mayChange';
import { Keys } from '../../keyboard/Keys';
import { useKeys } from '../../keyboard/useKeys';
import { ActButton } from '../../parts/ActButton';
import { Confirm } from '../../parts/Confirm';
import { useDraft } from '../../parts/notes/drafts';
import styles from './Decision.module.css';
import type { Outcome } from './Done';
import { Note } from './Note';

type Props = { profile: ProfileStatus; card: CardView; onDone: (outcome: Outcome) => void };

export const Settling = ({ profile, card, onDone }: Props) => {
  const [note, setNote] = useDraft(`${profile.name} card ${card.id}`);
  const [isAsking, setIsAsking] = useState(false);
  const settle = useAct('settle_card', ['list_cards', 'list_timeline']);
  const { may } = useMayChange();
  const isEmpty = note.trim() === '';
  const ask = () => {
    if (may && !isEmpty) {
      settle.reset();
      setIsAsking(true);
    }
  };
  useKeys('card', { 'card.settle': ask });
  // Even if the card was read anew as settled, and this is gone, before the answer is here.
  const act = () =>
    settle.mutateAsync({ profile: profile.name, card: card.id, note: note.trim() }).then(
      () => {
        setIsAsking(false);
        setNote('');
        onDone({ what: 'settled', title: card.title });
      },
      () => undefined,
    );
  return (
    <footer className={styles.decision}>
      <Note
        label="What did you find?"
        hint="It stays in the ledger beside your name"
        value={note}
        onChange={setNote}
      />
      <div className={styles.acts}>
        <ActButton weight="primary" isDisabled={isEmpty} onPress={ask}>
          Settle…
        </ActButton>
        <span className={styles.soft}>
          {isEmpty ? 'Your words come first' : <Keys keys="Shift+s" />}
        </span>
      </div>
      <Confirm
        isOpen={isAsking}
        title="Settle this card?"
        act={settle.isPending ? 'Settling…' : 'Settle it'}
        weight="primary"
        isPending={settle.isPending}
        error={settle.error}
        onClose={() => setIsAsking(false)}
        onAct={() => void act()}
      >
        <p>{card.title}</p>
        <blockquote className={styles.quote} dir="auto">
          {note.trim()}
        </blockquote>
        <p>It changes no verdict. If the same comes again, a new card stands up.</p>
      </Confirm>
    </footer>
  );
};
