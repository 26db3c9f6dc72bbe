// Narrows the table of operations by text and by effect.

import type { RefObject } from 'react';
import { Chips } from '../../parts/Chips';
import { SearchLine } from '../../parts/SearchLine';
import type { EffectFilter } from './fits';
import styles from './OperationFilter.module.css';

const EFFECTS: { id: EffectFilter; label: string }[] = [
  { id: 'all', label: 'All' },
  { id: 'reads', label: 'Reads' },
  { id: 'changes', label: 'Changes' },
  { id: 'moves_money', label: 'Moves money' },
];

type Props = {
  inputRef: RefObject<HTMLInputElement | null>;
  typed: string;
  onType: (typed: string) => void;
  effect: EffectFilter;
  onEffect: (effect: EffectFilter) => void;
  count: number;
  all: number;
  /** Enter in the field: on to the rows. */
  onDone: () => void;
};

export const OperationFilter = (props: Props) => (
  <>
    <Chips label="Effect" options={EFFECTS} chosen={props.effect} onChoose={props.onEffect} />
    <span className={styles.count} role="status">
      {props.count === props.all ? `${props.all}` : `${props.count} of ${props.all}`}
    </span>
    <SearchLine
      className={styles.field}
      aria-label="Filter operations"
      inputRef={props.inputRef}
      placeholder="name, method or path"
      value={props.typed}
      onChange={props.onType}
      onSubmit={props.onDone}
    />
  </>
);
