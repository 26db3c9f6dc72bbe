// Every field that the approval binds, letter by letter.

import { grouped } from '../../format/money';
import type { BoundFact } from '../../ipc/bindings/BoundFact';
import type { FactOf } from '../../ipc/bindings/FactOf';
import styles from './approval.module.css';
import { plain, WHOSE } from './words';

const OF: readonly FactOf[] = ['transaction', 'account', 'merchant'];

const shown = ({ name, json }: BoundFact): string => {
  const text = plain(json);
  return name.endsWith('Amount') ? grouped(text) : text;
};

export const Bound = ({ facts }: { facts: BoundFact[] }) => (
  <details className={styles.bound}>
    <summary>All {facts.length} fields that are bound</summary>
    {OF.map((of) => (
      <table key={of}>
        <caption>{WHOSE[of]}</caption>
        <tbody>
          {facts
            .filter((fact) => fact.of === of)
            .map((fact) => (
              <tr key={fact.name}>
                <th scope="row" title={fact.name}>
                  {fact.label}
                </th>
                <td>
                  <bdi>{shown(fact)}</bdi>
                </td>
              </tr>
            ))}
        </tbody>
      </table>
    ))}
  </details>
);
