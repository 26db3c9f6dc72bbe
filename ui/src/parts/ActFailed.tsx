// Why an action was not done, beside the control that asked for it, with the way on.

import { CircleAlert } from 'lucide-react';
import type { CommandError } from '../ipc/bindings/CommandError';
import { useNavigation } from '../navigation/Navigation';
import styles from './ActFailed.module.css';
import { Button } from './Button';

type Props = { error: CommandError | null };

export const ActFailed = ({ error }: Props) => {
  const { go } = useNavigation();
  if (!error) {
    return null;
  }
  return (
    <div className={styles.failed} role="alert">
      <CircleAlert size={16} aria-hidden="true" />
      <div>
        <p>{error.message}</p>
        {error.incident ? (
          <p className={styles.incident}>
            The log holds the whole under <code>{error.incident}</code>
          </p>
        ) : null}
        {error.code === 'keyring_unavailable' ? (
          <Button weight="quiet" onPress={() => go({ at: 'settings', section: 'keyring' })}>
            How the keyring is, and what to do
          </Button>
        ) : null}
        {error.code === 'api_not_ready' ? (
          <Button weight="quiet" onPress={() => go({ at: 'settings', section: 'server' })}>
            Server and credentials
          </Button>
        ) : null}
        {error.code === 'read_only' ? (
          <Button weight="quiet" onPress={() => go({ at: 'settings', section: 'operator' })}>
            The auditor’s mode
          </Button>
        ) : null}
      </div>
    </div>
  );
};
