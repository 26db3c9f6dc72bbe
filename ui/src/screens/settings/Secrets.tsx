// A profile's secrets: whether they are there and since when; never what they are.

import { useAsk } from '../../ipc/ask';
import type { SecretKind } from '../../ipc/bindings/SecretKind';
import type { SecretsView } from '../../ipc/bindings/SecretsView';
import type { SecretView } from '../../ipc/bindings/SecretView';
import { useStatus } from '../../ipc/useStatus';
import { useNavigation } from '../../navigation/Navigation';
import { Asked } from '../../parts/Asked';
import { Button } from '../../parts/Button';
import { Part } from '../../parts/Part';
import { SecretFacts } from '../../parts/SecretFacts';
import { SecretHistory } from './SecretHistory';
import { WebhookSecret } from './WebhookSecret';
import styles from './words.module.css';

const ofKind = (view: SecretsView, kind: SecretKind): SecretView =>
  view.secrets.find((secret) => secret.kind === kind) ?? {
    kind,
    state: 'unknown',
    detail: 'Nothing is known of it.',
    keyId: null,
    since: null,
    strength: null,
    lastUsed: null,
    isLastUsedKnown: false,
  };

export const Secrets = ({ profile }: { profile: string }) => {
  const { go } = useNavigation();
  const keyring = useStatus().data?.keyring;
  return (
    <Asked question={useAsk('list_secrets', { profile })} what="what is known of the secrets">
      {(view) =>
        keyring ? (
          <>
            <p className={styles.lead}>
              Secrets go in and never come out: this page can set and remove them, and learn whether
              they are there.
            </p>
            <WebhookSecret
              profile={profile}
              keyring={keyring}
              current={ofKind(view, 'webhook_current')}
              previous={ofKind(view, 'webhook_previous')}
            />
            <Part
              name="API credentials"
              about="The key and the secret with which Cedar’s API is called. They are set together,
                for one server, and tested before they are kept."
            >
              <SecretFacts secret={ofKind(view, 'api_credentials')} />
              <Button onPress={() => go({ at: 'settings', section: 'server' })}>
                Server and credentials
              </Button>
            </Part>
            <SecretHistory history={view.history} />
          </>
        ) : null
      }
    </Asked>
  );
};
