// The words that go with a decision.

import { Label, TextArea, TextField } from 'react-aria-components';
import { useMayChange } from '../../ipc/mayChange';
import styles from './Decision.module.css';

/** As the contract has it for notes. */
const CHARACTERS_MAX = 4000;

type Props = { label: string; value: string; onChange: (value: string) => void; hint: string };

export const Note = ({ label, value, onChange, hint }: Props) => {
  const { may } = useMayChange();
  return (
    <TextField
      className={styles.note}
      value={value}
      onChange={onChange}
      maxLength={CHARACTERS_MAX}
      isDisabled={!may}
    >
      <Label>{label}</Label>
      <TextArea className={styles.text} rows={1} dir="auto" placeholder={hint} />
    </TextField>
  );
};
