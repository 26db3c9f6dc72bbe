// The webhook secret: the one in force, the one before it, and the rotation between them.

import { useState } from 'react';
import type { KeyringView } from '../../ipc/bindings/KeyringView';
import type { SecretView } from '../../ipc/bindings/SecretView';
import { ActButton } from '../../parts/ActButton';
import { Button } from '../../parts/Button';
import { ClearSecret } from '../../parts/ClearSecret';
import { Part } from '../../parts/Part';
import { SecretFacts } from '../../parts/SecretFacts';
import { SecretForm } from '../../parts/SecretForm';
import styles from './WebhookSecret.module.css';
import words from './words.module.css';

type Props = {
  profile: string;
  keyring: KeyringView;
  current: SecretView;
  previous: SecretView;
};

const unusedWords = (isKnown: boolean): string =>
  isKnown
    ? 'No delivery that is kept here bears it.'
    : 'Whether one came under it is not known: not all entries were looked at yet.';

export const WebhookSecret = ({ profile, keyring, current, previous }: Props) => {
  const [entering, setEntering] = useState<'set' | 'rotate' | null>(null);
  const close = () => setEntering(null);
  const isThere = current.state === 'stored' || current.state === 'this_session';
  const hasPrevious = previous.state !== 'absent';
  // A rotation that was broken off left the secret in force under both names: it can be done again.
  const isBrokenOff = previous.keyId !== null && previous.keyId === current.keyId;
  return (
    <Part
      name="Webhook secret"
      about="With it each delivery’s hash is checked. Without it, or while it can’t be read,
        deliveries are kept, not checked, and answered 503 so that the sender tries again."
    >
      <div className={styles.secrets}>
        <div>
          <h4>In force</h4>
          <SecretFacts secret={current} />
        </div>
        {hasPrevious ? (
          <div>
            <h4>Previous, still taken</h4>
            <SecretFacts secret={previous} />
          </div>
        ) : null}
      </div>
      {entering ? (
        <>
          {entering === 'rotate' ? (
            <p className={words.lead}>
              The secret in force becomes the previous one, and deliveries under either count until
              you end the overlap. So make the new secret in the Partners Platform, enter it here,
              and end the overlap once nothing comes under the old one.
            </p>
          ) : null}
          <SecretForm
            profile={profile}
            kind="webhook_current"
            isRotation={entering === 'rotate'}
            label={entering === 'rotate' ? 'New webhook secret' : 'Webhook secret'}
            act={entering === 'rotate' ? 'Rotate to it' : 'Store it'}
            keyring={keyring}
            takesFocus
            onDone={close}
          >
            <Button weight="quiet" onPress={close}>
              Cancel
            </Button>
          </SecretForm>
        </>
      ) : (
        <div className={words.row}>
          {isThere && (!hasPrevious || isBrokenOff) ? (
            <ActButton weight="primary" onPress={() => setEntering('rotate')}>
              Rotate…
            </ActButton>
          ) : null}
          {isThere ? null : (
            <ActButton weight="primary" onPress={() => setEntering('set')}>
              Set the webhook secret…
            </ActButton>
          )}
          {hasPrevious ? (
            <ClearSecret
              profile={profile}
              kind="webhook_previous"
              label="End the overlap…"
              title="End the overlap?"
              act="End the overlap"
            >
              <p>
                The previous secret is removed from the keyring. A delivery that is still signed
                with it is refused from then on.
              </p>
              <p>
                {previous.lastUsed
                  ? `The last one under it came at ${new Date(previous.lastUsed).toLocaleString()}.`
                  : unusedWords(previous.isLastUsedKnown)}
              </p>
            </ClearSecret>
          ) : null}
          {isThere && !hasPrevious ? (
            <ClearSecret
              profile={profile}
              kind="webhook_current"
              label="Remove…"
              title="Remove the webhook secret?"
              act="Remove it"
            >
              <p>
                Deliveries are then kept without being checked and are answered 503. Nothing that
                was verified changes.
              </p>
            </ClearSecret>
          ) : null}
        </div>
      )}
    </Part>
  );
};
