// What the status bar says of the OS keyring.

import { Heading } from 'react-aria-components';
import type { KeyringView } from '../../ipc/bindings/KeyringView';
import { useNavigation } from '../../navigation/Navigation';
import { Button } from '../../parts/Button';
import { KeyringState } from '../../parts/KeyringState';
import styles from './abouts.module.css';

export const KeyringAbout = ({ keyring }: { keyring: KeyringView }) => {
  const { go } = useNavigation();
  return (
    <>
      <Heading slot="title">Keyring of this computer</Heading>
      <KeyringState keyring={keyring} />
      <div className={styles.actions}>
        <Button
          slot="close"
          weight="quiet"
          onPress={() => go({ at: 'settings', section: 'secrets' })}
        >
          The profile’s secrets
        </Button>
      </div>
    </>
  );
};
