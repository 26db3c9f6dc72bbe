// In a sandbox and the simulator alone: a status in one step, by the registration number.

import { FlaskConical } from 'lucide-react';
import { useState } from 'react';
import { useAct } from '../../ipc/act';
import type { SettableStatus } from '../../ipc/bindings/SettableStatus';
import { ActButton } from '../../parts/ActButton';
import { ActFailed } from '../../parts/ActFailed';
import { ActionOutcome } from '../../parts/form/ActionOutcome';
import { newActionId } from '../../parts/form/form';
import styles from './Onboarding.module.css';

type Props = {
  profile: string;
  merchant: string;
  /** The server's word: SANDBOX, SIMULATOR. */
  where: string;
  settable: readonly SettableStatus[];
};

export const TestStatus = ({ profile, merchant, where, settable }: Props) => {
  const set = useAct('set_test_status', ['get_merchant', 'get_onboarding', 'subject_facts']);
  // One press is one action, however often it is delivered.
  const [action, setAction] = useState(newActionId);
  const press = (status: string) => {
    set.mutate({ profile, action, merchant, status });
    setAction(newActionId());
  };
  return (
    <section className={styles.test} aria-label="Status for tests" data-testid="test-status">
      <h2>
        <FlaskConical size={14} aria-hidden="true" />
        For tests: set the status on {where}
      </h2>
      <p className={styles.soft}>
        The merchant’s registration number is changed so that it ends in the status, as
        123456789|VALID. A sandbox takes that status at once (documented). There is no such thing on
        LIVE.
      </p>
      <div className={styles.statuses}>
        {settable.map(({ word, label }) => (
          <ActButton
            key={word}
            isDisabled={set.isPending}
            aria-label={`Set ${label} for tests`}
            onPress={() => press(word)}
          >
            {label}
          </ActButton>
        ))}
      </div>
      <ActFailed error={set.error} />
      {set.data && set.data.state !== 'done' ? (
        <ActionOutcome profile={profile} action={set.data} />
      ) : null}
    </section>
  );
};
