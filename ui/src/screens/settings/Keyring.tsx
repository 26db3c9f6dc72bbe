// The OS keyring: how it is and what stands in it.

import { useStatus } from '../../ipc/useStatus';
import { Asked } from '../../parts/Asked';
import { KeyringState } from '../../parts/KeyringState';
import styles from './words.module.css';

export const Keyring = () => (
  <>
    <p className={styles.lead}>
      Secrets are kept in the keyring of this computer and nowhere else: in no file of this program,
      no log and no export. At the start a throw-away secret is written, read back and removed.
    </p>
    <Asked question={useStatus()} what="the keyring’s state">
      {(status) => <KeyringState keyring={status.keyring} />}
    </Asked>
  </>
);
