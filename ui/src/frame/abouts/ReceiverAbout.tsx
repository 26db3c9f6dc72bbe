// What the status bar says of the listener for webhooks.

import { Heading } from 'react-aria-components';
import { count } from '../../format/count';
import type { ProfileStatus } from '../../ipc/bindings/ProfileStatus';
import type { WebhookKey } from '../../ipc/bindings/WebhookKey';
import { useNavigation } from '../../navigation/Navigation';
import { Button } from '../../parts/Button';
import { Fact, Facts } from '../../parts/Facts';
import { SecretAddress } from '../../parts/SecretAddress';
import { Time } from '../../parts/Time';
import styles from './abouts.module.css';

const KEYS: Record<WebhookKey, string> = {
  current: 'with the secret in force',
  current_and_previous: 'with the secret in force and with the one before it',
  none: 'not at all: there is no webhook secret. Each is kept and answered 503.',
  unreadable: 'not at all: the keyring can’t be read. Each is kept and answered 503.',
};

export const ReceiverAbout = ({ profile }: { profile: ProfileStatus }) => {
  const { go } = useNavigation();
  const { receiver, key, testUntil } = profile;
  const isUnchecked = key === 'none' || key === 'unreadable';
  return (
    <>
      <Heading slot="title">Webhooks</Heading>
      <p className={styles.words}>{receiver.detail}</p>
      <Facts>
        <Fact name="Taken at">
          <SecretAddress url={receiver.localUrl} />
        </Fact>
        <Fact name="Checked">{KEYS[key]}</Fact>
        {testUntil ? (
          <Fact name="Tests">
            expected until <Time at={testUntil} />: what comes is marked and changes no fact
          </Fact>
        ) : null}
        <Fact name="Last delivery">
          {receiver.lastDelivery ? <Time at={receiver.lastDelivery} form="full" /> : 'none yet'}
        </Fact>
        <Fact name="Last verified">
          {receiver.lastVerified ? <Time at={receiver.lastVerified} form="full" /> : 'none yet'}
        </Fact>
        <Fact name="Verified">{count(receiver.verified)} since the start</Fact>
        <Fact name="Refused">{count(receiver.refused)} kept in quarantine</Fact>
        <Fact name="Turned away">{count(receiver.turnedAway)} beyond the quota, unread</Fact>
        <Fact name="Another path">{count(receiver.wrongPath)} answered 404, unread</Fact>
        <Fact name="Answered 503">{count(receiver.unavailable)}, so that the sender knows</Fact>
      </Facts>
      <div className={styles.actions}>
        <Button slot="close" onPress={() => go({ at: 'deliveries', show: 'refused' })}>
          Show what was refused
        </Button>
        {isUnchecked ? (
          <Button slot="close" onPress={() => go({ at: 'settings', section: 'secrets' })}>
            {key === 'none' ? 'Set the webhook secret' : 'See the secrets'}
          </Button>
        ) : null}
      </div>
    </>
  );
};
