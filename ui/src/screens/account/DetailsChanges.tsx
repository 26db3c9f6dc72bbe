// Changes of an account's bank or wallet details: the newest above all else, each in a list.

import { TriangleAlert } from 'lucide-react';
import type { ChangedDetail } from '../../ipc/bindings/ChangedDetail';
import type { DetailsChangeView } from '../../ipc/bindings/DetailsChangeView';
import { useNavigation } from '../../navigation/Navigation';
import { Link } from '../../parts/Link';
import { Masked } from '../../parts/Masked';
import { Notice } from '../../parts/Notice';
import part from '../../parts/Section.module.css';
import { Time } from '../../parts/Time';
import page from '../merchant/Merchant.module.css';
import styles from './Account.module.css';

const Who = ({ change }: { change: DetailsChangeView }) =>
  change.action === null ? (
    'not by this console'
  ) : change.by === null ? (
    'at this console'
  ) : (
    <>
      by <bdi>{change.by}</bdi>
    </>
  );

export const NewestChange = ({ changes }: { changes: readonly DetailsChangeView[] }) => {
  const [newest] = changes;
  return newest ? (
    <Notice icon={TriangleAlert} tone="look" label="Bank details changed">
      <span data-testid="details-changed">
        <strong>Bank details changed</strong> <Time at={newest.at} /> <Who change={newest} />:{' '}
        {newest.fields.map(({ label }) => label).join(', ')}
      </span>
    </Notice>
  ) : null;
};

const Value = ({ field, text }: { field: ChangedDetail; text: string | null }) => {
  if (text === null) {
    return <i>none</i>;
  }
  const isIban = field.name === 'iban';
  return field.isMasked ? (
    <Masked text={text} what={`the ${field.label}`} isGrouped={isIban} />
  ) : (
    <bdi>{text}</bdi>
  );
};

export const DetailsChanges = ({ changes }: { changes: readonly DetailsChangeView[] }) => {
  const { go } = useNavigation();
  return changes.length === 0 ? null : (
    <section className={part.section} aria-labelledby="changes-heading" data-testid="changes">
      <h2 id="changes-heading">Changes of details</h2>
      <ol className={styles.changes}>
        {changes.map((change) => {
          const { action, sequence, shownBy } = change;
          return (
            <li key={sequence}>
              <p className={page.soft}>
                <Time at={change.at} form="full" />, <Who change={change} />
                {shownBy === null ? null : (
                  <>
                    , entry {sequence},{' '}
                    {action === null ? (
                      <Link onPress={() => go({ at: 'observation', sequence: shownBy })}>
                        seen in entry {shownBy}
                      </Link>
                    ) : (
                      <Link onPress={() => go({ at: 'action', action })}>the action</Link>
                    )}
                  </>
                )}
              </p>
              <table className={styles.changed}>
                <thead>
                  <tr>
                    <th scope="col">Field</th>
                    <th scope="col">Before</th>
                    <th scope="col">After</th>
                  </tr>
                </thead>
                <tbody>
                  {change.fields.map((field) => (
                    <tr key={field.name}>
                      <th scope="row">{field.label}</th>
                      <td>
                        <Value field={field} text={field.before} />
                      </td>
                      <td>
                        <Value field={field} text={field.after} />
                      </td>
                    </tr>
                  ))}
                </tbody>
              </table>
            </li>
          );
        })}
      </ol>
    </section>
  );
};
