// One fact of a subject: its value with its mark; where two are told, both.

import type { FactView } from '../../ipc/bindings/FactView';
import type { ToldValue } from '../../ipc/bindings/ToldValue';
import { useNavigation } from '../../navigation/Navigation';
import { Link } from '../../parts/Link';
import { Mark } from '../../parts/Mark';
import { Masked } from '../../parts/Masked';
import { Time } from '../../parts/Time';
import { Uncovered } from '../../parts/Uncovered';
import styles from './SubjectFacts.module.css';

/** No hash covers it and no read has confirmed it. */
const isUnproven = ({ mark }: FactView): boolean => mark === 'received' || mark === 'refused';

const BY = { delivery: 'delivery', read: 'API' } as const;

const Source = ({ told }: { told: ToldValue }) => {
  const { go } = useNavigation();
  const { by, sequence } = told;
  return (
    <span className={styles.soft}>
      <Time at={told.at} />, {BY[by]},{' '}
      <Link onPress={() => go({ at: by === 'read' ? 'observation' : 'delivery', sequence })}>
        entry {sequence}
      </Link>
    </span>
  );
};

type ValueProps = { fact: FactView; told: ToldValue };

/** A number, object or word of JSON stands as it came; an empty text is not nothing. */
const Value = ({ fact, told }: ValueProps) =>
  told.isText && told.value === '' ? (
    <span className={styles.soft}>an empty text</span>
  ) : fact.isMasked && told.value !== 'null' ? (
    <Masked text={told.value} what={fact.label.toLowerCase()} isGrouped={fact.name === 'iban'} />
  ) : (
    <code className={styles.value} dir="auto">
      {told.value}
    </code>
  );

export const Fact = ({ fact }: { fact: FactView }) => (
  <tr data-fact={fact.name} data-mark={fact.mark}>
    <th scope="row" title={fact.name}>
      {fact.isKnown ? fact.label : <code>{fact.name}</code>}
      {fact.isKnown ? null : <span className={styles.extra}>not known to this program</span>}
    </th>
    <td>
      {isUnproven(fact) ? (
        <Uncovered what={fact.label}>
          <Value fact={fact} told={fact.now} />
        </Uncovered>
      ) : (
        <Value fact={fact} told={fact.now} />
      )}
      {fact.asTime ? (
        <span className={styles.soft}>
          {' '}
          <Time at={fact.asTime} form="full" />
        </span>
      ) : null}
      <p className={styles.assurance}>
        <Mark mark={fact.mark} title={fact.word} /> <Source told={fact.now} />
      </p>
      {fact.other ? (
        <div className={styles.other} data-testid="other-value">
          <span className={styles.soft}>
            {fact.other.by === 'delivery' ? 'a delivery says' : 'an earlier read says'}
          </span>{' '}
          <Value fact={fact} told={fact.other} />
          <p>
            <Source told={fact.other} />
          </p>
        </div>
      ) : null}
      {fact.note ? <p className={styles.soft}>{fact.note}</p> : null}
    </td>
  </tr>
);
