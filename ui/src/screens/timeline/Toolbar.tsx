// Above a list: what it is, which rows, where to go, and what waits.

import { ArrowLeft, ArrowUp, Search } from 'lucide-react';
import { type RefObject, useRef, useState } from 'react';
import {
  Button as AriaButton,
  Input,
  SearchField,
  ToggleButton,
  ToggleButtonGroup,
} from 'react-aria-components';
import type { Show } from '../../ipc/bindings/Show';
import { useKeys } from '../../keyboard/useKeys';
import { useNavigation } from '../../navigation/Navigation';
import { readSubject, subjectLabel } from '../../navigation/subject';
import { Button } from '../../parts/Button';
import styles from './Toolbar.module.css';
import type { Following, TimelinePlace } from './useListScreen';

const SHOWS: { id: Show; label: string }[] = [
  { id: 'all', label: 'All' },
  { id: 'verified', label: 'Verified' },
  { id: 'refused', label: 'Refused' },
];

const SubjectField = () => {
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

const FOLLOWING: Record<Following, string> = {
  live: 'Live',
  held: 'Held still',
  failed: 'Not up to date',
};

type Props = {
  place: TimelinePlace;
  headingRef: RefObject<HTMLHeadingElement | null>;
  following: Following;
  waiting: { count: number; more: boolean };
  onNewest: () => void;
};

export const Toolbar = ({ place, headingRef, following, waiting, onNewest }: Props) => {
  const { replace, back } = useNavigation();
  const subject = place.at === 'timeline' ? place.subject : null;
  const title = place.at === 'deliveries' ? 'Deliveries' : 'Timeline';
  return (
    <header className={styles.toolbar}>
      {subject ? (
        <span className={styles.back}>
          <Button weight="quiet" aria-label="Back" onPress={back}>
            <ArrowLeft size={16} aria-hidden="true" />
          </Button>
        </span>
      ) : null}
      <h1 id="list-heading" ref={headingRef} tabIndex={-1} className={styles.title}>
        {subject ? subjectLabel(subject) : title}
      </h1>
      <ToggleButtonGroup
        className={styles.chips}
        aria-label="Which rows"
        selectionMode="single"
        disallowEmptySelection
        selectedKeys={[place.show]}
        onSelectionChange={(keys) => {
          const [show] = keys;
          replace({ ...place, show: show as Show });
        }}
      >
        {SHOWS.map(({ id, label }) => (
          <ToggleButton key={id} id={id} className={styles.chip}>
            {label}
          </ToggleButton>
        ))}
      </ToggleButtonGroup>
      <span className={styles.room} />
      <span className={styles.live} aria-live="polite">
        {waiting.count > 0 ? (
          <AriaButton className={styles.newer} data-testid="newer" onPress={onNewest}>
            <ArrowUp size={14} aria-hidden="true" />
            {waiting.more ? `${waiting.count}+ newer` : `${waiting.count} newer`}
          </AriaButton>
        ) : (
          <span className={styles.following} data-following={following}>
            {FOLLOWING[following]}
          </span>
        )}
      </span>
      <SubjectField />
    </header>
  );
};
