// A request as it was sent, its secrets left out.

import type { SentRequest as Sent } from '../../ipc/bindings/SentRequest';
import { Copy } from '../Copy';
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
    {sent.body === null ? null : (
      /* biome-ignore lint/a11y/noNoninteractiveTabindex: a part that scrolls takes the keyboard */
      <section className={styles.scroll} aria-label="Body of the request" tabIndex={0}>
        <pre className={styles.body}>{sent.body}</pre>
      </section>
    )}
  </>
);
