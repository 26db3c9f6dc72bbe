// One line of text in a form, or several, with its name, its help and what is wrong with it.

import type { ReactNode } from 'react';
import { FieldError, Input, Label, Text, TextArea, TextField } from 'react-aria-components';
import styles from './Field.module.css';

type Props = {
  name: string;
  label: string;
  value: string;
  onChange: (value: string) => void;
  help?: ReactNode;
  /** What is wrong, from the Rust side's error on this field. */
  error?: string | null;
  isDisabled?: boolean;
  isMono?: boolean;
  maxLength?: number;
  placeholder?: string;
  /** So many lines, and not one. */
  rows?: number;
};

export const Field = (props: Props) => (
  <TextField
    className={styles.field}
    name={props.name}
    value={props.value}
    onChange={props.onChange}
    isInvalid={Boolean(props.error)}
    isDisabled={props.isDisabled ?? false}
  >
    <Label className={styles.label}>{props.label}</Label>
    {props.rows ? (
      <TextArea
        className={`${styles.input} ${styles.area} ${props.isMono ? styles.mono : ''}`}
        rows={props.rows}
        placeholder={props.placeholder}
        autoComplete="off"
        spellCheck={false}
      />
    ) : (
      <Input
        className={`${styles.input} ${props.isMono ? styles.mono : ''}`}
        maxLength={props.maxLength}
        placeholder={props.placeholder}
        autoComplete="off"
        spellCheck={false}
      />
    )}
    {props.help ? (
      <Text slot="description" className={styles.help}>
        {props.help}
      </Text>
    ) : null}
    <FieldError className={styles.error}>{props.error}</FieldError>
  </TextField>
);
