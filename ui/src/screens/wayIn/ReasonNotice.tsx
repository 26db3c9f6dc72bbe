// Why the way in does not work, in the words of the part that found it, and what to do about it.

import { OctagonX, TriangleAlert } from 'lucide-react';
import type { WayInBadge } from '../../ipc/bindings/WayInBadge';
import { Time } from '../../parts/Time';
import styles from './ReasonNotice.module.css';
import { WHAT_TO_DO } from './reasons';

/** "in 12 s", "now". */
const wait = (at: string, now: Date): string => {
  const seconds = Math.ceil((new Date(at).getTime() - now.getTime()) / 1000);
  return seconds > 0 ? `in ${seconds} s` : 'now';
};

const sentence = (text: string): string =>
  `${text.charAt(0).toUpperCase()}${text.slice(1)}${/[.!?]$/.test(text) ? '' : '.'}`;

type Props = { badge: WayInBadge; now: Date };

/** Nothing while there is no reason to tell. */
export const ReasonNotice = ({ badge, now }: Props) => {
  const { reason, state, nextTry, attempt } = badge;
  if (!reason) {
    return null;
  }
  const isBad = state === 'failing' || reason.code === 'host_key_changed';
  const Icon = isBad ? OctagonX : TriangleAlert;
  const todo = WHAT_TO_DO[reason.code] ?? [];
  return (
    <section
      className={styles.reason}
      data-tone={isBad ? 'bad' : 'look'}
      data-reason={reason.code}
      aria-label={isBad ? 'Why it does not work' : 'Why it is dialled'}
    >
      <Icon size={16} aria-hidden="true" />
      <div>
        <p className={styles.detail}>{sentence(reason.detail)}</p>
        {todo.length > 0 ? (
          <ul className={styles.todo}>
            {todo.map((line) => (
              <li key={line}>{line}</li>
            ))}
          </ul>
        ) : null}
        {reason.waitsForPerson ? (
          <p className={styles.soft}>It is not dialled again before a person has decided.</p>
        ) : null}
        {nextTry ? (
          <p className={styles.soft} role="timer" aria-live="off">
            Dialled again {wait(nextTry, now)}
            {attempt > 1 ? `, dial ${attempt} since the last proof` : ''}.
          </p>
        ) : null}
        {badge.unprovenSince ? (
          <p className={styles.soft}>
            Since <Time at={badge.unprovenSince} now={now} /> no delivery can be relied on to have
            arrived.
          </p>
        ) : null}
      </div>
    </section>
  );
};
