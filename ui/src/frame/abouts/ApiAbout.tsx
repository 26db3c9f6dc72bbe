// What the status bar says of Cedar's API: by the last call, and where to go on.

import { Heading } from 'react-aria-components';
import { count } from '../../format/count';
import type { ApiState } from '../../ipc/bindings/ApiState';
import type { ProfileStatus } from '../../ipc/bindings/ProfileStatus';
import { useNavigation } from '../../navigation/Navigation';
import { Button } from '../../parts/Button';
import { offsetWords } from '../../parts/call/offsetWords';
import { Fact, Facts } from '../../parts/Facts';
import { Time } from '../../parts/Time';
import styles from './abouts.module.css';

const TITLES: Record<ApiState, string> = {
  not_set_up: 'Cedar’s API is not set up',
  simulator_stopped: 'The simulator’s API is not served',
  credentials_missing: 'Cedar’s API has no credentials here',
  credentials_unknown: 'Whether there are credentials is not known',
  not_asked: 'Cedar’s API was not called yet',
  reachable: 'Cedar’s API answers',
  failing: 'Cedar’s API does not answer as it should',
  off: 'Cedar’s API is not called',
};

const UNSET: readonly ApiState[] = ['not_set_up', 'credentials_missing'];
const UNREAD: readonly ApiState[] = [...UNSET, 'simulator_stopped'];

export const ApiAbout = ({ profile }: { profile: ProfileStatus }) => {
  const { go } = useNavigation();
  const { state, detail, at, roundTripMs, clockOffsetMs } = profile.api;
  const isUnset = UNSET.includes(state);
  return (
    <>
      <Heading slot="title">{TITLES[state]}</Heading>
      <p className={state === 'failing' ? styles.failed : styles.words}>{detail}</p>
      {UNREAD.includes(state) ? (
        <p className={styles.words}>
          Until then nothing is confirmed by a read: the marks tell how far what senders said can be
          trusted.
        </p>
      ) : null}
      {at === null ? null : (
        <Facts>
          <Fact name="Last call">
            <Time at={at} form="full" />
          </Fact>
          {roundTripMs === null ? null : <Fact name="Round trip">{count(roundTripMs)} ms</Fact>}
          <Fact name="Clock">{offsetWords(clockOffsetMs)}</Fact>
        </Facts>
      )}
      <div className={styles.actions}>
        {state === 'simulator_stopped' ? (
          <Button slot="close" onPress={() => go({ at: 'settings', section: 'simulator' })}>
            Start the simulator
          </Button>
        ) : (
          <Button slot="close" onPress={() => go({ at: 'settings', section: 'server' })}>
            {isUnset ? 'Set it up' : 'Server and connection test'}
          </Button>
        )}
        <Button slot="close" weight="quiet" onPress={() => go({ at: 'settings', section: 'api' })}>
          Operations
        </Button>
        <Button
          slot="close"
          weight="quiet"
          onPress={() => go({ at: 'timeline', subject: null, show: 'all', only: 'reads' })}
        >
          Reads
        </Button>
      </div>
    </>
  );
};
