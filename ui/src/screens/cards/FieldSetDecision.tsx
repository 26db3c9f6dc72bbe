// Approves or rejects a list of fields, by a chord or a press and then a question.

import { useState } from 'react';
import { counted } from '../../format/count';
import { ENVIRONMENTS } from '../../frame/environments';
import { useAct } from '../../ipc/act';
import type { CardView } from '../../ipc/bindings/CardView';
import type { FieldSetDecision as Decision } from '../../ipc/bindings/FieldSetDecision';
import type { FieldSetDrift } from '../../ipc/bindings/FieldSetDrift';
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

const TOUCHES = [
  'list_cards',
  'list_deliveries',
  'list_timeline',
  'list_events',
  'list_field_sets',
  'get_delivery',
] as const;

type Props = {
  profile: ProfileStatus;
  card: CardView;
  drift: FieldSetDrift;
  onDone: (outcome: Outcome) => void;
};

export const FieldSetDecision = ({ profile, card, drift, onDone }: Props) => {
  const [note, setNote] = useDraft(`${profile.name} card ${card.id}`);
  const [asking, setAsking] = useState<Decision | null>(null);
  const decide = useAct('decide_field_set', TOUCHES);
  const { may } = useMayChange();
  const { event, found, heldBack, isSufficient } = drift;
  const ask = (decision: Decision) => {
    if (may && (decision === 'reject' || isSufficient)) {
      decide.reset();
      setAsking(decision);
    }
  };
  useKeys('card', {
    'card.approve': () => ask('approve'),
    'card.reject': () => ask('reject'),
  });
  const { word } = ENVIRONMENTS[profile.environment];
  const fields = counted(found.length, 'field', 'fields');
  const isApproving = asking === 'approve';
  const verb = isApproving ? 'Approve' : 'Reject';
  // Even if the card was read anew as settled, and this is gone, before the answer is here.
  const act = (decision: Decision) =>
    decide.mutateAsync({ profile: profile.name, card: card.id, decision, note: note.trim() }).then(
      (done) => {
        setAsking(null);
        setNote('');
        onDone({ what: decision, title: card.title, event, ...done });
      },
      () => undefined,
    );
  return (
    <footer className={styles.decision}>
      <Note
        label="Why (may stay empty)"
        hint="Who announced the change, and where"
        value={note}
        onChange={setNote}
      />
      <div className={styles.acts}>
        <ActButton
          weight="primary"
          isDisabled={!isSufficient}
          aria-describedby={isSufficient ? undefined : 'why-not'}
          onPress={() => ask('approve')}
        >
          Approve on {word}…
        </ActButton>
        <ActButton onPress={() => ask('reject')}>Reject…</ActButton>
        {isSufficient ? (
          <span className={styles.soft}>
            <Keys keys="Shift+a" /> or <Keys keys="Shift+r" />
          </span>
        ) : (
          <span id="why-not" className={styles.soft}>
            It lacks the id or the status, so it can only be rejected
          </span>
        )}
      </div>
      <Confirm
        isOpen={asking !== null}
        title={`${verb} ${fields} for ${event ?? 'bodies without a known event'}?`}
        act={decide.isPending ? 'Judging anew…' : `${verb} on ${word}`}
        weight={isApproving ? 'primary' : 'danger'}
        isPending={decide.isPending}
        error={decide.error}
        onClose={() => setAsking(null)}
        onAct={() => void (asking && act(asking))}
      >
        <p>
          <code>{found.join(', ')}</code>
        </p>
        <p>
          {isApproving
            ? `${counted(heldBack, 'delivery', 'deliveries')} will be judged anew.`
            : `${counted(heldBack, 'delivery stays', 'deliveries stay')} in quarantine.`}
        </p>
        {note.trim() ? (
          <blockquote className={styles.quote} dir="auto">
            {note.trim()}
          </blockquote>
        ) : null}
      </Confirm>
    </footer>
  );
};
