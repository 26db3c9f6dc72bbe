// Step 3: the webhook secret, stored in the keyring and read back from it.

import { useState } from 'react';
import { useAsk } from '../../ipc/ask';
import type { KeyringView } from '../../ipc/bindings/KeyringView';
import type { ProfileStatus } from '../../ipc/bindings/ProfileStatus';
import { Asked } from '../../parts/Asked';
import { Button } from '../../parts/Button';
import { SecretFacts } from '../../parts/SecretFacts';
import { SecretForm } from '../../parts/SecretForm';
import { StepPage } from './StepPage';
import styles from './steps.module.css';

type Props = { profile: ProfileStatus; keyring: KeyringView; onDone: () => void };

export const StepSecret = ({ profile, keyring, onDone }: Props) => {
  const [isReplacing, setReplacing] = useState(false);
  const question = useAsk('list_secrets', { profile: profile.name });
  return (
    <StepPage
      name="Webhook secret"
      lead="With it Cedar signs what it sends. It stands in the Partners Platform under API › API
        Security. It is stored in the keyring of this computer and read back at once."
    >
      <Asked question={question} what="what is known of the secret">
        {({ secrets }) => {
          const secret = secrets.find((one) => one.kind === 'webhook_current');
          const isThere = secret?.state === 'stored' || secret?.state === 'this_session';
          if (isThere && !isReplacing) {
            return (
              <>
                <SecretFacts secret={secret} />
                <div className={styles.acts}>
                  <Button weight="primary" onPress={onDone}>
                    Go on
                  </Button>
                  <Button weight="quiet" onPress={() => setReplacing(true)}>
                    Enter another one
                  </Button>
                </div>
              </>
            );
          }
          return (
            <SecretForm
              profile={profile.name}
              kind="webhook_current"
              label="Webhook secret"
              act="Store it"
              keyring={keyring}
              onDone={() => setReplacing(false)}
            >
              {isThere ? (
                <Button weight="quiet" onPress={() => setReplacing(false)}>
                  Keep what is stored
                </Button>
              ) : null}
            </SecretForm>
          );
        }}
      </Asked>
    </StepPage>
  );
};
