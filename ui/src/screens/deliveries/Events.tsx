// The platform's events: which were seen and when, how each is switched on, how the days went.

import { useAsk } from '../../ipc/ask';
import type { ProfileStatus } from '../../ipc/bindings/ProfileStatus';
import { MatchRate } from '../../parts/MatchRate';
import { Failed, Loading } from '../../parts/State';
import { useNow } from '../../parts/useNow';
import { Activate } from './Activate';
import { EventLine } from './EventLine';
import styles from './Events.module.css';

type Props = {
  profile: ProfileStatus;
  onEntry: (sequence: number) => void;
  onEvent: (event: string) => void;
};

export const Events = ({ profile, onEntry, onEvent }: Props) => {
  const known = useAsk('list_events', { profile: profile.name });
  const now = useNow();
  if (!known.data) {
    return known.error ? (
      <Failed
        title="The events could not be read"
        error={known.error}
        onAgain={() => void known.refetch()}
      />
    ) : (
      <Loading what="the events" />
    );
  }
  const { events, days, indexed } = known.data;
  const behind = profile.ledger.entries - indexed;
  const unseen = events.filter((event) => event.lastSeen === null);
  return (
    <div className={styles.events}>
      <section aria-labelledby="events-heading">
        <h2 id="events-heading" className={styles.label}>
          Events of the platform
        </h2>
        <ul className={styles.list}>
          {events.map((event) => (
            <EventLine
              key={event.name}
              event={event}
              now={now}
              onEntry={onEntry}
              onEvent={onEvent}
            />
          ))}
        </ul>
        {behind > INDEX_BEHIND_SAID_FROM ? (
          <p className={styles.soft}>Still reading {behind} entries; counts may rise.</p>
        ) : null}
      </section>
      <Activate
        unseen={unseen.map((event) => event.name)}
        isSimulator={profile.environment === 'simulator'}
      />
      <section aria-labelledby="rate-heading">
        <h2 id="rate-heading" className={styles.label}>
          Match rate
        </h2>
        <MatchRate days={days} />
      </section>
    </div>
  );
};

/** The index runs a moment behind the ledger all the time; only a long way is said. */
const INDEX_BEHIND_SAID_FROM = 500;
