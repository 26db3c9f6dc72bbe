// A passphrase on its way to the Rust side: the field alone holds it, until the press.

import { type Ref, useId, useRef, useState } from 'react';
import type { SecretStrength } from '../ipc/bindings/SecretStrength';
import { useMayChange } from '../ipc/mayChange';
import { measureSecret } from '../ipc/secret';
import styles from './SecretForm.module.css';
import { StrengthMeter } from './StrengthMeter';

type Props = {
  label: string;
  /** Uncontrolled: a state of React would outlive the press. */
  field: Ref<HTMLInputElement>;
  help?: string;
  error?: string | null;
  /** Of a new passphrase its strength is shown. */
  isNew?: boolean;
  hasFocus?: boolean;
  /** A console that is locked changes nothing, and is unlocked all the same. */
  isAlwaysOn?: boolean;
};

export const PassphraseField = (props: Props) => {
  const { label, field, help, error = null, isNew = false } = props;
  const id = useId();
  const measured = useRef(0);
  const [strength, setStrength] = useState<SecretStrength | null>(null);
  const { may } = useMayChange();
  const measure = async (value: string) => {
    measured.current += 1;
    const mine = measured.current;
    const found = value === '' ? null : await measureSecret(value);
    if (mine === measured.current) {
      setStrength(found);
    }
  };
  return (
    <div className={styles.field}>
      <label htmlFor={id}>{label}</label>
      <input
        ref={field}
        id={id}
        type="password"
        autoComplete="off"
        spellCheck={false}
        // biome-ignore lint/a11y/noAutofocus: the one field of a covered screen
        autoFocus={props.hasFocus ?? false}
        disabled={!(may || props.isAlwaysOn)}
        aria-invalid={error !== null}
        aria-describedby={`${id}-help`}
        onInput={(event) => (isNew ? void measure(event.currentTarget.value) : undefined)}
      />
      <p id={`${id}-help`} className={styles.help} role={error ? 'alert' : undefined}>
        {error ?? help}
      </p>
      {isNew ? <StrengthMeter strength={strength} kind="passphrase" /> : null}
    </div>
  );
};
