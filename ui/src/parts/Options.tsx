// One choice of a few, all of them on the screen.

import type { ReactNode } from 'react';
import { Label, Radio, RadioGroup } from 'react-aria-components';
import styles from './Options.module.css';

type Option<T extends string> = { id: T; label: ReactNode; help?: string };

type Props<T extends string> = {
  label: string;
  value: T | null;
  options: readonly Option<T>[];
  onChange: (value: T) => void;
  isDisabled?: boolean;
};

export const Options = <T extends string>(props: Props<T>) => (
  <RadioGroup
    className={styles.group}
    value={props.value}
    onChange={(value) => props.onChange(value as T)}
    isDisabled={props.isDisabled ?? false}
  >
    <Label className={styles.label}>{props.label}</Label>
    <div className={styles.options}>
      {props.options.map((option) => (
        <Radio key={option.id} value={option.id} className={styles.option}>
          <span className={styles.dot} aria-hidden="true" />
          <span>
            <span className={styles.name}>{option.label}</span>
            {option.help ? <span className={styles.help}>{option.help}</span> : null}
          </span>
        </Radio>
      ))}
    </div>
  </RadioGroup>
);
