// A server's credentials: whether they are there, and the ways to set, replace and remove them.

import { useState } from 'react';
import { useAct } from '../../ipc/act';
import type { CredentialsSet } from '../../ipc/bindings/CredentialsSet';
import type { KeyringView } from '../../ipc/bindings/KeyringView';
import type { ServerView } from '../../ipc/bindings/ServerView';
import { ActButton } from '../../parts/ActButton';
import { Button } from '../../parts/Button';
import { Confirm } from '../../parts/Confirm';
import { CREDENTIALS_STATES } from '../../parts/credentialsWords';
import { Lamp } from '../../parts/Lamp';
import { CredentialsForm } from './CredentialsForm';
import styles from './server.module.css';
import { TestResult } from './TestResult';

const ARE_THERE: readonly ServerView['credentials'][] = ['stored', 'this_session'];

export const areThere = (server: ServerView): boolean => ARE_THERE.includes(server.credentials);

const Clear = ({ profile }: { profile: string }) => {
  const [isAsking, setAsking] = useState(false);
  const clear = useAct('clear_credentials', [
    'profile_settings',
    'list_secrets',
    'list_operations',
  ]);
  const close = () => {
    clear.reset();
    setAsking(false);
  };
  return (
    <>
      <ActButton onPress={() => setAsking(true)}>Remove…</ActButton>
      <Confirm
        isOpen={isAsking}
        title="Remove the API credentials?"
        act="Remove them"
        isPending={clear.isPending}
        error={clear.error}
        onClose={close}
        onAct={() => clear.mutate({ profile }, { onSuccess: close })}
      >
        <p>
          Key and secret are removed from the keyring. Nothing can be read from the API until others
          are entered; deliveries are received and checked as ever.
        </p>
      </Confirm>
    </>
  );
};

type Props = { profile: string; server: ServerView; keyring: KeyringView };

export const Credentials = ({ profile, server, keyring }: Props) => {
  const [isEntering, setEntering] = useState(false);
  const [kept, setKept] = useState<CredentialsSet | null>(null);
  const { word, light } = CREDENTIALS_STATES[server.credentials];
  const isThere = areThere(server);
  const { origin } = server;
  if (!server.canChange) {
    return (
      <p className={styles.soft}>
        The simulator has credentials of its own. {server.credentialsDetail}
      </p>
    );
  }
  return (
    <>
      <p className={styles.state} data-testid="credentials" data-state={server.credentials}>
        <Lamp light={light} /> <strong>{word}</strong>{' '}
        <span className={styles.soft}>{server.credentialsDetail}</span>
      </p>
      {origin === null ? (
        <p className={styles.soft}>Say first where the server is: they are bound to it.</p>
      ) : isEntering ? (
        <CredentialsForm
          profile={profile}
          origin={origin}
          keyring={keyring}
          hasEarlier={isThere}
          onKept={(set) => {
            setKept(set);
            setEntering(false);
          }}
        >
          <Button weight="quiet" onPress={() => setEntering(false)}>
            Cancel
          </Button>
        </CredentialsForm>
      ) : (
        <div className={styles.acts}>
          <ActButton
            weight={isThere ? 'plain' : 'primary'}
            onPress={() => {
              setKept(null);
              setEntering(true);
            }}
          >
            {isThere ? 'Replace…' : 'Enter key and secret…'}
          </ActButton>
          {server.credentials === 'absent' ? null : <Clear profile={profile} />}
        </div>
      )}
      {kept ? (
        <div className={styles.result} role="status">
          <p>{kept.detail}</p>
          <TestResult test={kept.test} />
        </div>
      ) : null}
    </>
  );
};
