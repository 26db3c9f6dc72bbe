// The body's fields: which the hash covers, with the text that was hashed, and which it does not.

import type { FieldView } from '../../ipc/bindings/FieldView';
import type { VerdictView } from '../../ipc/bindings/VerdictView';
import { Uncovered } from '../../parts/Uncovered';
import styles from './Fields.module.css';
import { Section } from './Section';
import table from './table.module.css';

const Covered = ({ fields }: { fields: FieldView[] }) => (
  <table className={table.table}>
    <thead>
      <tr>
        <th scope="col" className={table.name}>
          Covered by the hash
        </th>
        <th scope="col">Value in the body</th>
        <th scope="col">Text that was hashed</th>
      </tr>
    </thead>
    <tbody>
      {fields.map((field) => (
        <tr key={field.name}>
          <th scope="row">
            <code className={styles.covered}>{field.name}</code>
          </th>
          <td>
            <code>{field.token}</code>
          </td>
          <td>
            <code>{field.text ?? '–'}</code>
            {field.weak ? (
              <span className={styles.weak}> weak: another value gives the same text</span>
            ) : null}
          </td>
        </tr>
      ))}
    </tbody>
  </table>
);

const NotCovered = ({ fields }: { fields: FieldView[] }) => (
  <table className={table.table}>
    <thead className={table.group}>
      <tr>
        <th scope="col" className={table.name}>
          Not covered
        </th>
        <th scope="col">Value in the body, vouched for by nobody</th>
      </tr>
    </thead>
    <tbody>
      {fields.map((field) => (
        <tr key={field.name}>
          <th scope="row">
            <code>{field.name}</code>
          </th>
          <td>
            <Uncovered>
              <code>{field.token}</code>
            </Uncovered>
          </td>
        </tr>
      ))}
    </tbody>
  </table>
);

export const Fields = ({ verdict }: { verdict: VerdictView }) => {
  const { covered, uncovered } = verdict;
  return (
    <Section title="Fields">
      {covered.length > 0 ? (
        <Covered fields={covered} />
      ) : (
        <p className={styles.none}>Nothing in this body is vouched for by a hash.</p>
      )}
      {uncovered.length > 0 ? <NotCovered fields={uncovered} /> : null}
    </Section>
  );
};
