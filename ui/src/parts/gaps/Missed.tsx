// What a reconciliation found that no webhook had told, with the read of each.

import { count } from '../../format/count';
import { useAsk } from '../../ipc/ask';
import type { MissedChangeView } from '../../ipc/bindings/MissedChangeView';
import { useNavigation } from '../../navigation/Navigation';
import { placeOfSubject } from '../../navigation/subject';
import { Asked } from '../Asked';
import { Link } from '../Link';
import styles from './gaps.module.css';

const Change = ({ change }: { change: MissedChangeView }) => {
  const { go } = useNavigation();
  const { subject, from, to, read } = change;
  return (
    <li>
      <span>
        <Link onPress={() => go(placeOfSubject(subject.key))}>{subject.label}</Link>,{' '}
        <Link onPress={() => go({ at: 'observation', sequence: read })}>read in entry {read}</Link>
      </span>
      <span>
        {from === null ? 'first seen as' : <code>{from}</code>}
        {from === null ? ' ' : ' → '}
        <code>{to}</code>
      </span>
    </li>
  );
};

type Props = { profile: string; sequence: number };

export const Missed = ({ profile, sequence }: Props) => (
  <Asked question={useAsk('list_missed', { profile, sequence })} what="what was missed">
    {({ changes, more }) => (
      <>
        <ol className={styles.missed} aria-label="Changes that no webhook told">
          {changes.map((change) => (
            <Change key={`${change.subject.key} ${change.read} ${change.to}`} change={change} />
          ))}
        </ol>
        {more > 0 ? (
          <p className={styles.soft}>{count(more)} more stand on the timelines of their objects.</p>
        ) : null}
      </>
    )}
  </Asked>
);
