// What people wrote about this delivery, and a place to write more.

import type { DeliveryView } from '../../ipc/bindings/DeliveryView';
import { RowMark } from '../../parts/list/RowMark';
import { NoteComposer } from '../../parts/notes/NoteComposer';
import { Time } from '../../parts/Time';
import styles from './Notes.module.css';
import { Section } from './Section';

export const Notes = ({ profile, delivery }: { profile: string; delivery: DeliveryView }) => {
  const { sequence } = delivery.row;
  return (
    <Section title="Notes">
      {delivery.notes.length > 0 ? (
        <ol className={styles.notes} aria-label="Notes, the oldest first">
          {delivery.notes.map((row) => (
            <li key={row.sequence} className={styles.note}>
              <p className={styles.head}>
                <RowMark row={row} />
                {row.by ? <bdi>{row.by}</bdi> : null}
                <span className={styles.soft}>
                  <Time at={row.at} />, entry {row.sequence}
                </span>
              </p>
              <p className={styles.words} dir="auto">
                {row.words ?? row.title}
              </p>
            </li>
          ))}
        </ol>
      ) : null}
      <NoteComposer
        profile={profile}
        about={{ subject: null, entry: sequence, label: 'this delivery' }}
      />
    </Section>
  );
};
