// The field that narrows a list by words; what rests for a moment is asked for.

import { type RefObject, useEffect, useRef, useState } from 'react';
import { SearchLine } from '../SearchLine';
import styles from './SearchBox.module.css';

/** People type faster than this; each letter alone is not worth a question. */
const ASK_AFTER_MS = 120;

type Props = {
  label: string;
  placeholder: string;
  inputRef: RefObject<HTMLInputElement | null>;
  value: string;
  onChange: (search: string) => void;
  /** Enter in the field: on to the rows. */
  onDone: () => void;
};

export const SearchBox = ({ label, placeholder, inputRef, value, onChange, onDone }: Props) => {
  const [typed, setTyped] = useState(value);
  const asked = useRef(value);
  if (asked.current !== value) {
    // It was set from elsewhere, as by "Show all".
    asked.current = value;
    setTyped(value);
  }
  const latest = useRef(onChange);
  latest.current = onChange;
  useEffect(() => {
    if (typed === asked.current) {
      return;
    }
    const timer = setTimeout(() => {
      asked.current = typed;
      latest.current(typed);
    }, ASK_AFTER_MS);
    return () => clearTimeout(timer);
  }, [typed]);
  return (
    <SearchLine
      className={styles.field}
      aria-label={label}
      inputRef={inputRef}
      placeholder={placeholder}
      value={typed}
      onChange={setTyped}
      onSubmit={onDone}
    />
  );
};
