// A request as it was sent, its secrets left out.

import type { SentRequest as Sent } from '../../ipc/bindings/SentRequest';
import { Copy } from '../Copy';
import { Scrolled } from '../Scrolled';
import styles from './call.module.css';

export const SentRequest = ({ sent }: { sent: Sent }) => (
  <>
    <p className={styles.line}>
      <code>
        {sent.method} <span className={styles.faint}>{sent.origin}</span>
        {sent.path}
      </code>{' '}
      <Copy text={`${sent.origin}${sent.path}`} what="the address" />
    </p>
    <table className={styles.headers} aria-label="Headers as sent">
      <tbody>
        {sent.headers.map((header) => (
          <tr key={header.name}>
            <th scope="row">
              <code>{header.name}</code>
            </th>
            <td>
              {header.isRedacted ? (
                <span className={styles.soft}>… a secret, never told</span>
              ) : (
                <code>{header.value}</code>
              )}
            </td>
          </tr>
        ))}
      </tbody>
    </table>
    {sent.body === null ? null : <Scrolled label="Body of the request" text={sent.body} />}
  </>
);
