// What was set, rotated and removed, and by whom: entries of the ledger.

import type { SecretChange } from '../../ipc/bindings/SecretChange';
import { Part } from '../../parts/Part';
import { Time } from '../../parts/Time';
import styles from './SecretHistory.module.css';
import words from './words.module.css';

export const SecretHistory = ({ history }: { history: SecretChange[] }) => (
  <Part name="What was changed when" about="Each change is an entry of the ledger.">
    {history.length === 0 ? (
      <p className={words.faint}>No secret of this profile was set yet.</p>
    ) : (
      <table className={styles.table}>
        <thead>
          <tr>
            <th scope="col">When</th>
            <th scope="col">What</th>
            <th scope="col">Key</th>
            <th scope="col">By</th>
          </tr>
        </thead>
        <tbody>
          {history.map((change) => (
            <tr key={change.sequence}>
              <td>
                <Time at={change.at} form="full" />
              </td>
              <td>{change.what}</td>
              <td>{change.keyId ? <code>{change.keyId}</code> : '–'}</td>
              <td>{change.by ?? 'not said'}</td>
            </tr>
          ))}
        </tbody>
      </table>
    )}
  </Part>
);
