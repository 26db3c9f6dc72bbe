// What a decision did, over the cards, with the way to what it changed.

import { CircleCheck, X } from 'lucide-react';
import { counted } from '../../format/count';
import { useNavigation } from '../../navigation/Navigation';
import { NOT_NARROWED } from '../../navigation/narrowed';
import { Button } from '../../parts/Button';
import styles from './Done.module.css';

export type Outcome =
  | { what: 'settled'; title: string }
  | {
      what: 'approve' | 'reject';
      title: string;
      event: string | null;
      judged: number;
      verified: number;
    };

const words = (outcome: Outcome): string => {
  if (outcome.what === 'settled') {
    return 'Settled, with your note.';
  }
  const { judged, verified } = outcome;
  const said = outcome.what === 'approve' ? 'Approved.' : 'Rejected.';
  const anew = counted(judged, 'delivery', 'deliveries');
  return `${said} ${anew} judged anew, ${verified} verified now.`;
};

export const Done = ({ outcome, onClose }: { outcome: Outcome; onClose: () => void }) => {
  const { go } = useNavigation();
  const event = outcome.what === 'settled' ? null : outcome.event;
  const events = event ? [event] : [];
  return (
    <div className={styles.done} role="status">
      <CircleCheck size={16} aria-hidden="true" />
      <span>
        <strong>{words(outcome)}</strong> <span className={styles.soft}>{outcome.title}</span>
      </span>
      <span className={styles.room} />
      {outcome.what === 'approve' && outcome.verified > 0 ? (
        <Button
          weight="quiet"
          onPress={() =>
            go({ at: 'deliveries', show: 'verified', narrowed: { ...NOT_NARROWED, events } })
          }
        >
          Show verified deliveries
        </Button>
      ) : null}
      <Button weight="quiet" aria-label="Close" onPress={onClose}>
        <X size={14} aria-hidden="true" />
      </Button>
    </div>
  );
};
