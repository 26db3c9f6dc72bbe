// A profile's secrets: whether they are there and since when; never what they are.

import { useAsk } from '../../ipc/ask';
import type { SecretKind } from '../../ipc/bindings/SecretKind';
import type { SecretsView } from '../../ipc/bindings/SecretsView';
import type { SecretView } from '../../ipc/bindings/SecretView';
import { useStatus } from '../../ipc/useStatus';
import { Asked } from '../../parts/Asked';
import { Part } from '../../parts/Part';
import { SecretHistory } from './SecretHistory';
import { SecretLine } from './SecretLine';
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
              about="The key and the secret with which Cedar’s API is read (Partners Platform, API ›
                API Security). They are set together, for one server."
            >
              <SecretLine
                profile={profile}
                keyring={keyring}
                name="API credentials"
                secret={ofKind(view, 'api_credentials')}
              />
            </Part>
            <SecretHistory history={view.history} />
          </>
        ) : null
      }
    </Asked>
  );
};
