// The app's own key for the server: made here, its private half never shown; the line to paste.

import { useState } from 'react';
import { useAct } from '../../ipc/act';
import type { KeyringView } from '../../ipc/bindings/KeyringView';
import type { WayInView } from '../../ipc/bindings/WayInView';
import { useMayChange } from '../../ipc/mayChange';
import { ActButton } from '../../parts/ActButton';
import { ActFailed } from '../../parts/ActFailed';
import { Check } from '../../parts/Check';
import { Confirm } from '../../parts/Confirm';
import { Copy } from '../../parts/Copy';
import { Lamp } from '../../parts/Lamp';
import { SECRET_STATES } from '../../parts/secretWords';
import styles from './wayIn.module.css';

type Props = { profile: string; view: WayInView; keyring: KeyringView };

const Line = ({ line, user }: { line: string; user: string }) => (
  <>
    <p className={styles.lead}>
      Put this line, whole, into <code>~{user}/.ssh/authorized_keys</code> on the host. With it this
      key can listen at the one port on the host’s own address, and do nothing else.
    </p>
    <div className={styles.paste}>
      <code data-testid="authorized-keys-line">{line}</code>
      <Copy text={line} what="the line for authorized_keys" />
    </div>
  </>
);

const Renew = ({ profile }: { profile: string }) => {
  const make = useAct('make_way_in_key', ['get_way_in', 'list_secrets']);
  const [isAsking, setAsking] = useState(false);
  const close = () => {
    make.reset();
    setAsking(false);
  };
  return (
    <>
      <ActButton weight="quiet" onPress={() => setAsking(true)}>
        Make another key…
      </ActButton>
      <Confirm
        isOpen={isAsking}
        title="Make another key?"
        act="Make another key"
        isPending={make.isPending}
        error={make.error}
        onClose={close}
        onAct={() =>
          make.mutate({ profile, renew: true, thisSessionOnly: false }, { onSuccess: close })
        }
      >
        <p>
          The key that is there is removed from the keyring, and its line on the server opens
          nothing any more. Until the new line stands there, nothing comes in.
        </p>
      </Confirm>
    </>
  );
};

const Make = ({ profile, keyring }: Omit<Props, 'view'>) => {
  const make = useAct('make_way_in_key', ['get_way_in', 'list_secrets']);
  const { may } = useMayChange();
  const [isForSession, setForSession] = useState(false);
  const isGood = keyring.state === 'available' || keyring.state === 'unchecked';
  const needsChoice = !isGood || make.error?.code === 'keyring_unavailable';
  return (
    <>
      <p className={styles.lead}>
        This console makes a key pair of its own. The private half stays in the keyring; the public
        one becomes a line for the server.
      </p>
      {needsChoice ? (
        <Check
          isSelected={isForSession}
          onChange={setForSession}
          isDisabled={!may}
          help="It is held in memory until the program ends. At the next start another one must be
            made, and its line put on the server."
        >
          Keep it for this session only
        </Check>
      ) : null}
      <ActFailed error={make.error} />
      <div>
        <ActButton
          weight="primary"
          isDisabled={make.isPending}
          onPress={() =>
            make.mutate({ profile, renew: false, thisSessionOnly: needsChoice && isForSession })
          }
        >
          {make.isPending ? 'Making the key…' : 'Make the key'}
        </ActButton>
      </div>
    </>
  );
};

export const SshKey = ({ profile, view, keyring }: Props) => {
  const { key, authorizedKeysLine, secretDetail, setup } = view;
  const user = setup?.provider === 'ssh' ? setup.user : '';
  const { word, light } = SECRET_STATES[key];
  return (
    <section className={styles.part} aria-label="The key for the server">
      <h3>The key for the server</h3>
      {authorizedKeysLine ? <Line line={authorizedKeysLine} user={user} /> : null}
      {key === 'absent' ? (
        <Make profile={profile} keyring={keyring} />
      ) : (
        <div className={styles.acts}>
          <span className={styles.lamp}>
            <Lamp light={light} /> Private half: {word}
          </span>
          <Renew profile={profile} />
        </div>
      )}
      {key === 'unknown' ? <p className={styles.bad}>{secretDetail}</p> : null}
    </section>
  );
};
