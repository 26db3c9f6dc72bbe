// What came in, newest first, with its mark and what to do about it; help while none is verified.

import { useState } from 'react';
import { count } from '../../format/count';
import { useAsk } from '../../ipc/ask';
import type { ProfileStatus } from '../../ipc/bindings/ProfileStatus';
import type { TimelineRow } from '../../ipc/bindings/TimelineRow';
import { useNavigation } from '../../navigation/Navigation';
import { Asked } from '../../parts/Asked';
import { Button } from '../../parts/Button';
import { Mark } from '../../parts/Mark';
import { Time } from '../../parts/Time';
import { useNow } from '../../parts/useNow';
import { ADVICE } from './advice';
import styles from './FirstDeliveries.module.css';
import { WhatItMayBe } from './WhatItMayBe';

const ROWS = 5;
const HELP_AFTER_MS = 60_000;

const Row = ({ row }: { row: TimelineRow }) => {
  const { go } = useNavigation();
  const advice = ADVICE[row.verdict ?? ''];
  return (
    <li className={styles.row} data-testid="first-row" data-mark={row.mark}>
      <Time at={row.at} />
      <span className={styles.mark}>
        <Mark mark={row.mark} word={row.word} />
        {row.isTest ? <span className={styles.test}>test</span> : null}
      </span>
      <span className={styles.reason}>
        {row.reason} {advice}
      </span>
      <Button
        weight="quiet"
        aria-label={`Open delivery ${row.sequence}`}
        onPress={() => go({ at: 'delivery', sequence: row.sequence })}
      >
        Open
      </Button>
    </li>
  );
};

/** Counts since the program's start that leave no row of their own, or should not pass unseen. */
const Counts = ({ profile }: { profile: ProfileStatus }) => {
  const { unavailable, turnedAway } = profile.receiver;
  const said = [
    unavailable > 0 ? `${count(unavailable)} answered 503` : '',
    turnedAway > 0 ? `${count(turnedAway)} turned away unread, beyond the quota` : '',
  ].filter((one) => one !== '');
  return said.length === 0 ? null : <p className={styles.counts}>{said.join('; ')}.</p>;
};

type Props = {
  profile: ProfileStatus;
  /** Only what came from then on; none for all. */
  since?: string | null;
};

const isVerified = ({ mark }: TimelineRow): boolean => mark !== 'refused' && mark !== 'received';

export const FirstDeliveries = ({ profile, since = null }: Props) => {
  const [begun] = useState(() => Date.now());
  const now = useNow();
  const question = useAsk('list_timeline', {
    profile: profile.name,
    subject: null,
    show: 'all',
    from: { at: 'newest' },
    limit: 20,
  });
  const waited = Math.max(0, Math.floor((now.getTime() - begun) / 1000));
  return (
    <section className={styles.live} aria-label="What came in">
      <Asked question={question} what="what came in">
        {(page) => {
          const rows = page.rows
            .filter(({ kind, at }) => kind === 'delivery' && (since === null || at >= since))
            .slice(0, ROWS);
          return rows.length === 0 ? (
            <>
              <p className={styles.waiting} role="timer" aria-live="off">
                <span className={styles.dot} aria-hidden="true" />
                Waiting for the first delivery, for {waited} s
              </p>
              {now.getTime() - begun >= HELP_AFTER_MS ? (
                <WhatItMayBe profile={profile} rows={rows} />
              ) : null}
            </>
          ) : (
            <>
              <ol aria-live="polite">
                {rows.map((row) => (
                  <Row key={row.sequence} row={row} />
                ))}
              </ol>
              {rows.some(isVerified) ? null : <WhatItMayBe profile={profile} rows={rows} />}
            </>
          );
        }}
      </Asked>
      <Counts profile={profile} />
    </section>
  );
};
