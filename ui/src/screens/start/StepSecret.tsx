// Step 5: the webhook secret, stored in the keyring and read back from it.

import { useAsk } from '../../ipc/ask';
import type { KeyringView } from '../../ipc/bindings/KeyringView';
import type { ProfileStatus } from '../../ipc/bindings/ProfileStatus';
import { Asked } from '../../parts/Asked';
import { Button } from '../../parts/Button';
import { ClearSecret } from '../../parts/ClearSecret';
import { SecretFacts } from '../../parts/SecretFacts';
import { SecretForm } from '../../parts/SecretForm';
import { StepPage } from './StepPage';
import styles from './steps.module.css';

type Props = { profile: ProfileStatus; keyring: KeyringView; onDone: () => void };

export const StepSecret = ({ profile, keyring, onDone }: Props) => {
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
          if (isThere) {
            return (
              <>
                <SecretFacts secret={secret} />
                <div className={styles.acts}>
                  <Button weight="primary" onPress={onDone}>
                    Go on
                  </Button>
                  <ClearSecret
                    profile={profile.name}
                    kind="webhook_current"
                    label="Remove it and enter another one…"
                    title="Remove the webhook secret?"
                    act="Remove it"
                  >
                    <p>
                      Until another one is entered, deliveries are kept without being checked and
                      are answered 503. A secret that Cedar changed is rotated in the settings.
                    </p>
                  </ClearSecret>
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
            />
          );
        }}
      </Asked>
    </StepPage>
  );
};
