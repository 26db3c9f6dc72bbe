// Goes to the timeline of one subject that is typed.

import { Search } from 'lucide-react';
import { useRef, useState } from 'react';
import { Input, SearchField } from 'react-aria-components';
import { useKeys } from '../../keyboard/useKeys';
import { useNavigation } from '../../navigation/Navigation';
import { readSubject } from '../../navigation/subject';
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
    <SearchField
      className={styles.field}
      aria-label="Show one subject"
      isInvalid={isWrong}
      onSubmit={submit}
      onClear={() => setIsWrong(false)}
      onChange={() => setIsWrong(false)}
    >
      <Search size={14} aria-hidden="true" />
      <Input
        ref={input}
        placeholder={'transaction 7'}
        title="transaction 7, merchant 12 or account 31"
      />
      <kbd>/</kbd>
      {isWrong ? (
        <span className={styles.wrong} role="alert">
          Type transaction, merchant or account, and its number
        </span>
      ) : null}
    </SearchField>
  );
};
