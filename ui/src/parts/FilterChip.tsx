// One filter: what it is set to, a way to set it, and a way to take it off.

import { ChevronDown, X } from 'lucide-react';
import type { ReactNode } from 'react';
import { Button, Dialog, DialogTrigger, Popover } from 'react-aria-components';
import styles from './FilterChip.module.css';

type Props = {
  label: string;
  /** What it is set to; none if it is not. */
  value: string | null;
  onClear: () => void;
  isOpen?: boolean;
  onOpenChange?: (isOpen: boolean) => void;
  children: (close: () => void) => ReactNode;
};

export const FilterChip = ({ label, value, onClear, children, ...open }: Props) => (
  <span className={styles.chip} data-on={value !== null}>
    <DialogTrigger {...open}>
      <Button className={styles.set}>
        <span className={styles.label}>{label}</span>
        {value === null ? (
          <ChevronDown size={12} aria-hidden="true" />
        ) : (
          <bdi className={styles.value} title={value}>
            {value}
          </bdi>
        )}
      </Button>
      <Popover className={styles.popover} placement="bottom start" offset={4}>
        <Dialog aria-label={`Filter by ${label.toLowerCase()}`}>
          {({ close }) => children(close)}
        </Dialog>
      </Popover>
    </DialogTrigger>
    {value === null ? null : (
      <Button
        className={styles.clear}
        aria-label={`Clear ${label.toLowerCase()}`}
        onPress={onClear}
      >
        <X size={12} aria-hidden="true" />
      </Button>
    )}
  </span>
);
