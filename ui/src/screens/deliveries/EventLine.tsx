// One event of the platform: what it tells, when it last came, how often today.

import { count } from '../../format/count';
import { age } from '../../format/time';
import type { EventSeen } from '../../ipc/bindings/EventSeen';
import { Link } from '../../parts/Link';
import styles from './Events.module.css';

type Props = {
  event: EventSeen;
  now: Date;
  onEntry: (sequence: number) => void;
  onEvent: (event: string) => void;
};

const Seen = ({ event, now, onEntry }: Omit<Props, 'onEvent'>) => {
  const { lastSeen, lastSequence } = event;
  if (lastSeen === null) {
    return <span className={styles.never}>never seen</span>;
  }
  const words = `last seen ${age(lastSeen, now)}`;
  return (
    <span className={styles.seen}>
      {lastSequence === null ? words : <Link onPress={() => onEntry(lastSequence)}>{words}</Link>}
    </span>
  );
};

export const EventLine = ({ event, now, onEntry, onEvent }: Props) => (
  <li className={styles.event} data-event={event.name} data-seen={event.lastSeen !== null}>
    <Link onPress={() => onEvent(event.name)} aria-label={`Show only ${event.name}`}>
      {event.name}
    </Link>
    <p className={styles.soft}>{event.about}</p>
    <p className={styles.line}>
      <Seen event={event} now={now} onEntry={onEntry} />
      <span className={styles.soft}>{count(event.today)} today (UTC)</span>
    </p>
  </li>
);
