// A yes or no with its sentence.

import { Check as CheckIcon } from 'lucide-react';
import type { ReactNode } from 'react';
import { Checkbox } from 'react-aria-components';
import styles from './Check.module.css';

type Props = {
  isSelected: boolean;
  onChange: (isSelected: boolean) => void;
  isDisabled?: boolean;
  help?: ReactNode;
  children: ReactNode;
};

export const Check = ({ isSelected, onChange, isDisabled = false, help, children }: Props) => (
  <Checkbox
    className={styles.check}
    isSelected={isSelected}
    onChange={onChange}
    isDisabled={isDisabled}
  >
    <span className={styles.box} aria-hidden="true">
      {isSelected ? <CheckIcon size={12} strokeWidth={3} /> : null}
    </span>
    <span>
      <span className={styles.name}>{children}</span>
      {help ? <span className={styles.help}>{help}</span> : null}
    </span>
  </Checkbox>
);
