// The key that the server shows: a person compares it once; a changed one is refused, in red.

import { KeyRound, ShieldAlert } from 'lucide-react';
import { useState } from 'react';
import { useAct } from '../../ipc/act';
import type { HostKeyView } from '../../ipc/bindings/HostKeyView';
import type { WayInView } from '../../ipc/bindings/WayInView';
import { useMayChange } from '../../ipc/mayChange';
import { ActButton } from '../../parts/ActButton';
import { ActFailed } from '../../parts/ActFailed';
import { Check } from '../../parts/Check';
import { Confirm } from '../../parts/Confirm';
import { Copy } from '../../parts/Copy';
import { Fact, Facts } from '../../parts/Facts';
import { Field } from '../../parts/Field';
import styles from './HostKey.module.css';
import notice from './ReasonNotice.module.css';

/** How many characters of a fingerprint are typed before another key is trusted. */
const TYPED = 4;

export const Fingerprint = ({ hostKey, what }: { hostKey: HostKeyView; what: string }) => (
  <span className={styles.print}>
    {hostKey.algorithm} <code>{hostKey.fingerprint}</code>{' '}
    <Copy text={hostKey.fingerprint} what={what} />
  </span>
);

/** How its fingerprint is read on the server itself. */
const commandFor = ({ algorithm }: HostKeyView): string => {
  const kind = /rsa/.test(algorithm) ? 'rsa' : /ecdsa/.test(algorithm) ? 'ecdsa' : 'ed25519';
  return `ssh-keygen -lf /etc/ssh/ssh_host_${kind}_key.pub`;
};

const OnServer = ({ seen }: { seen: HostKeyView }) => (
  <p>
    Whoever runs the host reads it there, on its own console:{' '}
    <code className={styles.command}>{commandFor(seen)}</code>{' '}
    <Copy text={commandFor(seen)} what="the command for the server" />
  </p>
);

const FirstUse = ({ profile, seen }: { profile: string; seen: HostKeyView }) => {
  const confirm = useAct('confirm_host_key', ['get_way_in']);
  const { may } = useMayChange();
  const [isCompared, setCompared] = useState(false);
  return (
    <section
      className={`${notice.reason} ${styles.key}`}
      data-tone="look"
      data-reason="host_key_unknown"
      aria-label="The server’s key"
    >
      <KeyRound size={16} aria-hidden="true" />
      <div className={styles.words}>
        <h3>The server showed this key for the first time</h3>
        <Fingerprint hostKey={seen} what="the server’s fingerprint" />
        <p>
          If somebody stands in between, it is not the server’s. Nothing was sent yet. Compare it
          once; from then on no other key is taken. It is not dialled again before.
        </p>
        <OnServer seen={seen} />
        <Check isSelected={isCompared} onChange={setCompared} isDisabled={!may}>
          The fingerprint on the server is the same
        </Check>
        <ActFailed error={confirm.error} />
        <div>
          <ActButton
            weight="primary"
            isDisabled={!isCompared || confirm.isPending}
            onPress={() =>
              confirm.mutate({ profile, fingerprint: seen.fingerprint, replaces: null })
            }
          >
            {confirm.isPending ? 'Trusting it…' : 'Trust this key'}
          </ActButton>
        </div>
      </div>
    </section>
  );
};

type ChangedProps = { profile: string; pinned: HostKeyView; seen: HostKeyView };

const Changed = ({ profile, pinned, seen }: ChangedProps) => {
  const confirm = useAct('confirm_host_key', ['get_way_in']);
  const [isAsking, setAsking] = useState(false);
  const [typed, setTyped] = useState('');
  const close = () => {
    confirm.reset();
    setAsking(false);
    setTyped('');
  };
  const { fingerprint } = seen;
  return (
    <section
      className={`${notice.reason} ${styles.key}`}
      data-tone="bad"
      data-reason="host_key_changed"
      aria-label="The server’s key has changed"
    >
      <ShieldAlert size={16} aria-hidden="true" />
      <div className={styles.words}>
        <h3>The server shows another key than the one that is trusted: refused</h3>
        <Facts>
          <Fact name="Trusted">
            <Fingerprint hostKey={pinned} what="the trusted fingerprint" />
          </Fact>
          <Fact name="Shown now">
            <Fingerprint hostKey={seen} what="the fingerprint shown now" />
          </Fact>
        </Facts>
        <p>
          Either the server was set up anew, or somebody stands in between and would read and alter
          deliveries. Nothing was sent, and nothing is until this is cleared up. Ask whoever runs
          the host, by another way than this one.
        </p>
        <OnServer seen={seen} />
        <div>
          <ActButton weight="danger" onPress={() => setAsking(true)}>
            Trust the new key instead…
          </ActButton>
        </div>
        <Confirm
          isOpen={isAsking}
          title="Trust another key of the server?"
          act="Trust the new key"
          isPending={confirm.isPending}
          isBlocked={typed.trim() !== fingerprint.slice(-TYPED)}
          error={confirm.error}
          onClose={close}
          onAct={() =>
            confirm.mutate(
              { profile, fingerprint, replaces: pinned.fingerprint },
              { onSuccess: close },
            )
          }
        >
          <p>The key that is trusted now counts no more. The new one is:</p>
          <p className={styles.print}>
            <code>{fingerprint}</code>
          </p>
          <Field
            name="typed"
            label={`The last ${TYPED} characters, as they stand on the server`}
            value={typed}
            onChange={setTyped}
            isMono
            maxLength={TYPED}
          />
        </Confirm>
      </div>
    </section>
  );
};

type Props = { profile: string; view: WayInView };

/** Whether a key waits for a person. */
export const awaitsPerson = ({ hostKeySeen, hostKeyPinned }: WayInView): boolean =>
  hostKeySeen !== null && hostKeySeen.fingerprint !== hostKeyPinned?.fingerprint;

/** Nothing while no key waits for a person. */
export const HostKey = ({ profile, view }: Props) => {
  const { hostKeySeen: seen, hostKeyPinned: pinned } = view;
  if (!seen || !awaitsPerson(view)) {
    return null;
  }
  return pinned ? (
    <Changed profile={profile} pinned={pinned} seen={seen} />
  ) : (
    // Another key than the one that was compared must not find the tick set.
    <FirstUse key={seen.fingerprint} profile={profile} seen={seen} />
  );
};
