// Help while no delivery was verified: what it may be, the likeliest first, each with its way.

import { useAsk } from '../../ipc/ask';
import type { ProfileStatus } from '../../ipc/bindings/ProfileStatus';
import type { TimelineRow } from '../../ipc/bindings/TimelineRow';
import { useNavigation } from '../../navigation/Navigation';
import { Link } from '../../parts/Link';
import { SecretAddress } from '../../parts/SecretAddress';
import { mayBe } from './mayBe';
import words from './steps.module.css';
import styles from './WhatItMayBe.module.css';

type Props = { profile: ProfileStatus; rows: readonly TimelineRow[] };

export const WhatItMayBe = ({ profile, rows }: Props) => {
  const { go } = useNavigation();
  const way = useAsk('get_way_in', { profile: profile.name }).data;
  const seen = way?.setup && way.seen.since !== null ? way.seen : null;
  const isNothing = rows.length === 0;
  return (
    <section className={styles.help} aria-label={isNothing ? 'Nothing comes' : 'What it may be'}>
      <h3>
        {isNothing ? 'Nothing has come yet. What it may be:' : 'None is verified. What it may be:'}
      </h3>
      <ol className={words.list}>
        {mayBe(profile, rows, seen).map(({ id, words, way }) => (
          <li key={words} data-may-be={id}>
            {words} {way ? <Link onPress={() => go(way.place)}>{way.label}</Link> : null}
          </li>
        ))}
        {profile.wayIn.state === 'not_set_up' && isNothing ? (
          <li>
            The tunnel that you run does not run, or leads to another port. It must lead to{' '}
            <SecretAddress url={profile.receiver.localUrl} />
          </li>
        ) : null}
      </ol>
    </section>
  );
};
