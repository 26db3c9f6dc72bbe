// ngrok's token: it goes to the keyring and never comes back.

import { useState } from 'react';
import type { KeyringView } from '../../ipc/bindings/KeyringView';
import type { WayInView } from '../../ipc/bindings/WayInView';
import { ActButton } from '../../parts/ActButton';
import { Button } from '../../parts/Button';
import { ClearSecret } from '../../parts/ClearSecret';
import { Lamp } from '../../parts/Lamp';
import { SecretForm } from '../../parts/SecretForm';
import { SECRET_STATES } from '../../parts/secretWords';
import styles from './wayIn.module.css';

type Props = { profile: string; view: WayInView; keyring: KeyringView };

export const NgrokToken = ({ profile, view, keyring }: Props) => {
  const [isEntering, setEntering] = useState(false);
  const { word, light } = SECRET_STATES[view.token];
  const isThere = view.token === 'stored' || view.token === 'this_session';
  return (
    <section className={styles.part} aria-label="Token">
      <h3>Token</h3>
      <p className={styles.lead}>
        Your account’s authtoken, from ngrok’s dashboard under Your Authtoken.
      </p>
      <p className={styles.lamp}>
        <Lamp light={light} /> {word}
      </p>
      {view.token === 'unknown' ? <p className={styles.bad}>{view.secretDetail}</p> : null}
      {isThere && !isEntering ? (
        <div className={styles.acts}>
          <ActButton onPress={() => setEntering(true)}>Replace the token…</ActButton>
          <ClearSecret
            profile={profile}
            kind="ngrok_token"
            label="Remove the token…"
            title="Remove ngrok’s token?"
            act="Remove it"
          >
            <p>Without it no session can be had: nothing comes in by ngrok from then on.</p>
          </ClearSecret>
        </div>
      ) : (
        <SecretForm
          profile={profile}
          kind="ngrok_token"
          label="Authtoken"
          act="Store the token"
          keyring={keyring}
          takesFocus={isEntering}
          onDone={() => setEntering(false)}
        >
          {isEntering ? (
            <Button weight="quiet" onPress={() => setEntering(false)}>
              Cancel
            </Button>
          ) : null}
        </SecretForm>
      )}
    </section>
  );
};
