// The fifth step: what comes in, live, and what it may be while nothing does.

import { CircleCheck } from 'lucide-react';
import type { ProfileStatus } from '../../ipc/bindings/ProfileStatus';
import type { WayInSeen } from '../../ipc/bindings/WayInSeen';
import { useNavigation } from '../../navigation/Navigation';
import { TIMELINE } from '../../navigation/place';
import { Button } from '../../parts/Button';
import { Time } from '../../parts/Time';
import { ExpectTests } from '../start/ExpectTests';
import { FirstDeliveries } from '../start/FirstDeliveries';
import styles from './wayIn.module.css';

type Props = {
  profile: ProfileStatus;
  /** What came since the way in was set up. */
  seen: WayInSeen;
  onFinish?: () => void;
};

export const FirstDelivery = ({ profile, seen, onFinish }: Props) => {
  const { go } = useNavigation();
  const { lastVerified } = profile.receiver;
  const { since, firstVerified } = seen;
  const isNew =
    lastVerified !== null && (since === null || new Date(lastVerified) >= new Date(since));
  const verifiedAt = firstVerified?.at ?? (isNew ? lastVerified : null);
  return (
    <>
      <ol className={styles.list}>
        <li>
          Expect the platform’s tests here: what comes meanwhile is marked as a test and changes no
          fact.
          <ExpectTests profile={profile} />
        </li>
        <li>Under API › API Webhook Logs send a test event, or replay one.</li>
      </ol>
      <FirstDeliveries profile={profile} since={since} />
      <div className={styles.end} role="status" data-testid="first-delivery">
        {verifiedAt !== null ? (
          <>
            <CircleCheck size={16} aria-hidden="true" />
            <span>
              A delivery was verified at <Time at={verifiedAt} />. The way in works.
            </span>
          </>
        ) : null}
      </div>
      <div>
        <Button
          weight={verifiedAt !== null ? 'primary' : 'plain'}
          onPress={onFinish ?? (() => go(TIMELINE))}
        >
          {verifiedAt !== null ? 'Open the timeline' : 'Finish and wait on the timeline'}
        </Button>
      </div>
    </>
  );
};
