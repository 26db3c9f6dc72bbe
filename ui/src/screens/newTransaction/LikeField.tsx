// The same merchant, account and amount in the last 24 hours: pointed out, and wanted again or not.

import { CircleCheck, TriangleAlert } from 'lucide-react';
import { useEffect, useState } from 'react';
import { counted } from '../../format/count';
import { useAsk } from '../../ipc/ask';
import type { FindLike } from '../../ipc/bindings/FindLike';
import type { LikeTransaction } from '../../ipc/bindings/LikeTransaction';
import { useNavigation } from '../../navigation/Navigation';
import { placeOfSubject } from '../../navigation/subject';
import { Check } from '../../parts/Check';
import { ActionStateWord } from '../../parts/call/ActionStateWord';
import { Link } from '../../parts/Link';
import { Time } from '../../parts/Time';
import styles from './NewTransaction.module.css';

/** An amount that is being typed is not looked for. */
const STILL_MS = 500;

/** What stood still for a while. */
const useStillValue = <T,>(value: T): T => {
  const [still, setStill] = useState(value);
  const key = JSON.stringify(value);
  // biome-ignore lint/correctness/useExhaustiveDependencies: by what it says, not which it is
  useEffect(() => {
    const timer = setTimeout(() => setStill(value), STILL_MS);
    return () => clearTimeout(timer);
  }, [key]);
  return still;
};

const One = ({ one }: { one: LikeTransaction }) => {
  const { go } = useNavigation();
  const { subject, at, sequence, state } = one;
  return (
    <li>
      {subject ? (
        <Link onPress={() => go(placeOfSubject(subject.key))}>{subject.label}</Link>
      ) : (
        <span>A request, entry {sequence}</span>
      )}
      {state === null ? null : <ActionStateWord state={state} />}
      <span className={styles.soft}>
        {state === null ? 'made' : 'asked for'} <Time at={at} />
      </span>
    </li>
  );
};

type Props = {
  /** None while merchant, account or amount is missing. */
  question: FindLike | null;
  value: string;
  onChange: (value: string) => void;
  error: string | null;
  isDisabled: boolean;
};

const NOTHING: FindLike = { profile: '', source: '', account: '', toAmount: '' };

export const LikeField = (props: Props) => {
  const question = useStillValue(props.question);
  const like = useAsk('find_like_transactions', question ?? NOTHING, { isOff: question === null });
  if (question === null || props.question === null) {
    return (
      <p className={styles.soft}>
        Looked for once merchant, account and amount are there, over the last 24 hours.
      </p>
    );
  }
  if (like.data === undefined) {
    return (
      <p className={styles.soft} role="status">
        {like.error
          ? `It could not be looked for now: ${like.error.message} It is looked for before sending.`
          : 'Looking through the last 24 hours…'}
      </p>
    );
  }
  const { like: found, isWhole } = like.data;
  const cut = isWhole ? null : (
    <p className={styles.soft}>Not all calls of these 24 hours were looked through.</p>
  );
  if (found.length === 0) {
    return (
      <>
        <p className={styles.none} role="status">
          <CircleCheck size={14} aria-hidden="true" />
          None in the last 24 hours, as far as this console knows.
        </p>
        {cut}
      </>
    );
  }
  return (
    <div className={styles.like} data-testid="like-transactions">
      <p className={styles.likeHead} role="status">
        <TriangleAlert size={14} aria-hidden="true" />
        {counted(found.length, 'transaction', 'transactions')} with the same merchant, account and
        amount in the last 24 hours:
      </p>
      <ul>
        {found.map((one) => (
          <One key={`${one.subject?.key} ${one.sequence}`} one={one} />
        ))}
      </ul>
      {cut}
      <Check
        isSelected={props.value === 'yes'}
        onChange={(is) => props.onChange(is ? 'yes' : '')}
        isDisabled={props.isDisabled}
      >
        I want it again
      </Check>
      {props.error === null || props.value === 'yes' ? null : (
        <p className={styles.error} role="alert">
          {props.error}
        </p>
      )}
    </div>
  );
};
