// The API's answer beside a delivery: both values of the status, and the answer as it came.

import { useAsk } from '../../ipc/ask';
import type { ReadSince } from '../../ipc/bindings/ReadSince';
import type { TimelineRow } from '../../ipc/bindings/TimelineRow';
import { useNavigation } from '../../navigation/Navigation';
import { placeOfSubject } from '../../navigation/subject';
import { Asked } from '../../parts/Asked';
import { Button } from '../../parts/Button';
import { Answer } from '../../parts/call/Answer';
import { BothValues } from '../../parts/list/BothValues';
import { isVouchedFor } from '../../parts/list/verdicts';
import styles from './ApiAnswer.module.css';
import { Section } from './Section';

type ReadProps = { profile: string; row: TimelineRow; read: ReadSince };

const Read = ({ profile, row, read }: ReadProps) => {
  const { go } = useNavigation();
  const { sequence } = read;
  const question = useAsk('get_observation', { profile, sequence });
  const open = (entry: number) => go({ at: 'observation', sequence: entry });
  return (
    <div className={styles.read}>
      <BothValues row={row} read={read} onRead={open} />
      <Asked question={question} what="the API’s answer">
        {({ answer }) =>
          answer ? (
            <Answer answer={answer} onEntry={open} />
          ) : (
            <p className={styles.soft}>No answer came.</p>
          )
        }
      </Asked>
      <div>
        <Button weight="quiet" onPress={() => open(sequence)}>
          Open the call
        </Button>
      </div>
    </div>
  );
};

export const ApiAnswer = ({ profile, row }: { profile: string; row: TimelineRow }) => {
  const { go } = useNavigation();
  // Of what is not vouched for nothing is read: it could name any object.
  if (!row.read && !isVouchedFor(row)) {
    return null;
  }
  const [subject] = row.resolved ? row.subjects : [];
  return (
    <Section title="The API’s answer">
      {row.read ? (
        <Read profile={profile} row={row} read={row.read} />
      ) : (
        <p className={styles.soft}>
          No read of the API followed this delivery: nothing confirms it, and nothing contradicts
          it.
        </p>
      )}
      {subject ? (
        <Button weight="quiet" onPress={() => go(placeOfSubject(subject.key))}>
          What is known of {subject.label}
        </Button>
      ) : null}
    </Section>
  );
};
