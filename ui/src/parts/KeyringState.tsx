// How the OS keyring is, what a person can do about it, and a way to try it again.

import { RotateCw } from 'lucide-react';
import { useAct } from '../ipc/act';
import type { KeyringView } from '../ipc/bindings/KeyringView';
import { ActFailed } from './ActFailed';
import { Button } from './Button';
import styles from './KeyringState.module.css';
import { KEYRING_STATES } from './keyringWords';
import { Lamp } from './Lamp';
import { Time } from './Time';

export const KeyringState = ({ keyring }: { keyring: KeyringView }) => {
  const check = useAct('check_keyring');
  const { light, words } = KEYRING_STATES[keyring.state];
  return (
    <div className={styles.keyring} data-testid="keyring-state" data-state={keyring.state}>
      <p className={styles.state}>
        <Lamp light={light} />
        <strong>{words}</strong>
        {keyring.at ? (
          <span className={styles.at}>
            found so at <Time at={keyring.at} />
          </span>
        ) : null}
      </p>
      <p className={styles.detail}>{keyring.detail}</p>
      {keyring.help.length > 0 ? (
        <ul className={styles.help} aria-label="What can be done">
          {keyring.help.map((sentence) => (
            <li key={sentence}>{sentence}</li>
          ))}
        </ul>
      ) : null}
      <ActFailed error={check.error} />
      <div>
        <Button isDisabled={check.isPending} onPress={() => check.mutate({})}>
          <RotateCw size={14} aria-hidden="true" />
          {check.isPending ? 'Trying the keyring…' : 'Try the keyring again'}
        </Button>
      </div>
    </div>
  );
};
