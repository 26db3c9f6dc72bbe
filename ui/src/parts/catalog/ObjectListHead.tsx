// The head of a list of objects: what it is, how old, the search, what it is narrowed to.

import type { ReactNode, RefObject } from 'react';
import type { StatusCount } from '../../ipc/bindings/StatusCount';
import { Behind } from './Behind';
import { IndexAge } from './IndexAge';
import styles from './ObjectListHead.module.css';
import { SearchBox } from './SearchBox';
import { StatusChips } from './StatusChips';

type Props = {
  profile: string;
  title: string;
  headingRef: RefObject<HTMLHeadingElement | null>;
  searchRef: RefObject<HTMLInputElement | null>;
  search: string;
  searchLabel: string;
  placeholder: string;
  onSearch: (search: string) => void;
  onSearchDone: () => void;
  counts: StatusCount[];
  statuses: string[];
  onStatuses: (statuses: string[]) => void;
  isBehind: boolean;
  onShowNow: () => void;
  /** Further filters, beside the statuses. */
  filters?: ReactNode;
  /** What can be done with the list. */
  acts?: ReactNode;
};

export const ObjectListHead = (props: Props) => (
  <header>
    <div className={styles.head}>
      <h1 id="list-heading" ref={props.headingRef} tabIndex={-1} className={styles.title}>
        {props.title}
      </h1>
      <Behind isBehind={props.isBehind} onShow={props.onShowNow} />
      <span className={styles.room} />
      <IndexAge profile={props.profile} />
      {props.acts}
    </div>
    <div className={styles.filters}>
      <SearchBox
        label={props.searchLabel}
        placeholder={props.placeholder}
        inputRef={props.searchRef}
        value={props.search}
        onChange={props.onSearch}
        onDone={props.onSearchDone}
      />
      {props.filters}
      <StatusChips counts={props.counts} chosen={props.statuses} onChoose={props.onStatuses} />
    </div>
  </header>
);
