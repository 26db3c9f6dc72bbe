// Goes to the timeline of one subject that is typed.

import { useRef, useState } from 'react';
import { useKeys } from '../../keyboard/useKeys';
import { useNavigation } from '../../navigation/Navigation';
import { readSubject } from '../../navigation/subject';
import { SearchLine } from '../../parts/SearchLine';
import styles from './SubjectField.module.css';

export const SubjectField = () => {
  const { go } = useNavigation();
  const input = useRef<HTMLInputElement>(null);
  const [isWrong, setIsWrong] = useState(false);
  useKeys('list', { 'filter.focus': () => input.current?.focus() });
  const submit = (typed: string) => {
    const subject = readSubject(typed);
    setIsWrong(subject === null && typed.trim() !== '');
    if (subject) {
      go({ at: 'timeline', subject, show: 'all' });
    }
  };
  return (
    <SearchLine
      className={styles.field}
      aria-label="Show one subject"
      inputRef={input}
      placeholder="transaction 7"
      title="transaction 7, merchant 12 or account 31"
      isInvalid={isWrong}
      onSubmit={submit}
      onClear={() => setIsWrong(false)}
      onChange={() => setIsWrong(false)}
    >
      {isWrong ? (
        <span className={styles.wrong} role="alert">
          Type transaction, merchant or account, and its number
        </span>
      ) : null}
    </SearchLine>
  );
};
