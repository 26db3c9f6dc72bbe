// Opens and ends the span in which deliveries are the platform's tests.

import { useAct } from '../../ipc/act';
import type { ProfileStatus } from '../../ipc/bindings/ProfileStatus';
import { ActButton } from '../../parts/ActButton';
import { ActFailed } from '../../parts/ActFailed';
import { Time } from '../../parts/Time';
import { useNow } from '../../parts/useNow';
import styles from './ExpectTests.module.css';

const MINUTES = 15;

export const ExpectTests = ({ profile }: { profile: ProfileStatus }) => {
  const expect = useAct('expect_test');
  const now = useNow();
  const until = profile.testUntil;
  const isOn = until !== null && new Date(until) > now;
  return (
    <>
      <div className={styles.line}>
        <ActButton
          isDisabled={expect.isPending}
          onPress={() => expect.mutate({ profile: profile.name, minutes: isOn ? 0 : MINUTES })}
        >
          {isOn ? 'No longer expect tests' : `Expect tests for ${MINUTES} minutes`}
        </ActButton>
        <span role="status">
          {isOn ? (
            <>
              Expected until <Time at={until} />
            </>
          ) : (
            'Not expected now'
          )}
        </span>
      </div>
      <ActFailed error={expect.error} />
    </>
  );
};
