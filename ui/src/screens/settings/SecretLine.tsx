// One of the API's two secrets: whether it is there, and a way to set and to remove it.

import { useState } from 'react';
import type { KeyringView } from '../../ipc/bindings/KeyringView';
import type { SecretView } from '../../ipc/bindings/SecretView';
import { ActButton } from '../../parts/ActButton';
import { Button } from '../../parts/Button';
import { ClearSecret } from '../../parts/ClearSecret';
import { SecretFacts } from '../../parts/SecretFacts';
import { SecretForm } from '../../parts/SecretForm';
import styles from './SecretLine.module.css';
import words from './words.module.css';

type Props = { profile: string; keyring: KeyringView; name: string; secret: SecretView };

export const SecretLine = ({ profile, keyring, name, secret }: Props) => {
  const [isEntering, setEntering] = useState(false);
  const close = () => setEntering(false);
  const isThere = secret.state === 'stored' || secret.state === 'this_session';
  return (
    <div className={styles.line}>
      <span className={styles.name}>{name}</span>
      <div className={styles.rest}>
        <SecretFacts secret={secret} />
        {isEntering ? (
          <SecretForm
            profile={profile}
            kind={secret.kind}
            label={name}
            act="Store it"
            keyring={keyring}
            takesFocus
            onDone={close}
          >
            <Button weight="quiet" onPress={close}>
              Cancel
            </Button>
          </SecretForm>
        ) : (
          <div className={words.row}>
            <ActButton aria-label={`Set the ${name}`} onPress={() => setEntering(true)}>
              {isThere ? 'Replace…' : 'Set…'}
            </ActButton>
            {isThere ? (
              <ClearSecret
                profile={profile}
                kind={secret.kind}
                label="Remove…"
                title={`Remove the ${name}?`}
                act="Remove it"
              >
                <p>It is removed from the keyring. Cedar’s API can’t be used without it.</p>
              </ClearSecret>
            ) : null}
          </div>
        )}
      </div>
    </div>
  );
};
