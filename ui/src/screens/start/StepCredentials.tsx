// Step 4: key and secret for the server, proven by a test call before they are kept.

import { useState } from 'react';
import { useAsk } from '../../ipc/ask';
import type { ApiState } from '../../ipc/bindings/ApiState';
import type { CredentialsSet } from '../../ipc/bindings/CredentialsSet';
import type { KeyringView } from '../../ipc/bindings/KeyringView';
import type { ProfileStatus } from '../../ipc/bindings/ProfileStatus';
import { Asked } from '../../parts/Asked';
import { Button } from '../../parts/Button';
import { ConnectionTest } from '../server/ConnectionTest';
import { areThere, Credentials } from '../server/Credentials';
import { CredentialsForm } from '../server/CredentialsForm';
import { TestResult } from '../server/TestResult';
import { StepPage } from './StepPage';
import styles from './steps.module.css';

/** Or known to fail, which a person may go past. */
const PROVEN: readonly ApiState[] = ['reachable', 'not_asked', 'failing'];

type Props = { profile: ProfileStatus; keyring: KeyringView; onDone: () => void };

export const StepCredentials = ({ profile, keyring, onDone }: Props) => {
  const [kept, setKept] = useState<CredentialsSet | null>(null);
  const { name, api } = profile;
  const isFailing = api.state === 'failing';
  return (
    <StepPage
      name="Credentials"
      lead="Key and secret stand in the Partners Platform under API › API Security, where this
        machine’s public address must be on the allow-list too. A test call that only reads proves
        them before they are kept."
    >
      <Asked question={useAsk('profile_settings', { profile: name })} what="the credentials">
        {({ server }) => {
          if (server.origin !== null && !areThere(server)) {
            return (
              <CredentialsForm
                profile={name}
                origin={server.origin}
                keyring={keyring}
                hasEarlier={false}
                onKept={setKept}
              />
            );
          }
          return (
            <>
              {kept ? (
                <div role="status">
                  <p>{kept.detail}</p>
                  <TestResult test={kept.test} />
                </div>
              ) : (
                <>
                  <Credentials profile={name} server={server} keyring={keyring} />
                  <ConnectionTest profile={name} api={api} />
                </>
              )}
              {isFailing ? (
                <p className={styles.bad} role="alert">
                  The server does not answer as it should: {api.detail} You can go on and receive
                  deliveries; nothing is confirmed by a read until it answers.
                </p>
              ) : null}
              <div className={styles.acts}>
                <Button
                  weight={isFailing ? 'plain' : 'primary'}
                  isDisabled={!PROVEN.includes(api.state)}
                  onPress={onDone}
                >
                  {isFailing ? 'Go on all the same' : 'Go on'}
                </Button>
              </div>
            </>
          );
        }}
      </Asked>
    </StepPage>
  );
};
