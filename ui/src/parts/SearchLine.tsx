// A field that searches: its icon, what is typed, and the key that leads to it.

import { Search } from 'lucide-react';
import type { ReactNode, RefObject } from 'react';
import { Input, SearchField, type SearchFieldProps } from 'react-aria-components';
import styles from './SearchLine.module.css';

type Props = Omit<SearchFieldProps, 'children' | 'className'> & {
  inputRef: RefObject<HTMLInputElement | null>;
  placeholder: string;
  title?: string;
  /** How wide it is, and where it stands. */
  className: string | undefined;
  children?: ReactNode;
};

export const SearchLine = (props: Props) => {
  const { inputRef, placeholder, title, className, children, ...field } = props;
  return (
    <SearchField {...field} className={`${styles.field} ${className}`}>
      <Search size={14} aria-hidden="true" />
      <Input ref={inputRef} placeholder={placeholder} title={title} dir="auto" />
      <kbd>/</kbd>
      {children}
    </SearchField>
  );
};
