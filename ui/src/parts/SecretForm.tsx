// Takes a secret in. The field holds it until the press and is empty from then on.

import { type FormEvent, type ReactNode, useEffect, useId, useRef, useState } from 'react';
import { Form } from 'react-aria-components';
import type { KeyringView } from '../ipc/bindings/KeyringView';
import type { SecretKind } from '../ipc/bindings/SecretKind';
import type { SecretStrength } from '../ipc/bindings/SecretStrength';
import { useMayChange } from '../ipc/mayChange';
import { measureSecret, useSecretAct } from '../ipc/secret';
import { ActButton } from './ActButton';
import { ActFailed } from './ActFailed';
import { Check } from './Check';
import { KeyringState } from './KeyringState';
import styles from './SecretForm.module.css';
import { StrengthMeter } from './StrengthMeter';

type Props = {
  profile: string;
  kind: SecretKind;
  /** The one in force becomes the previous one. */
  isRotation?: boolean;
  label: string;
  act: string;
  keyring: KeyringView;
  /** It came by a press on a button that is gone since: the field has the focus instead. */
  takesFocus?: boolean;
  onDone?: () => void;
  /** Further buttons beside the one that stores. */
  children?: ReactNode;
};

export const SecretForm = (props: Props) => {
  const { profile, kind, isRotation = false, keyring, takesFocus = false } = props;
  const id = useId();
  // Uncontrolled: a state of React would outlive the press.
  const field = useRef<HTMLInputElement>(null);
  const measured = useRef(0);
  const [isFilled, setFilled] = useState(false);
  const [strength, setStrength] = useState<SecretStrength | null>(null);
  const [isForSession, setForSession] = useState(false);
  const { may } = useMayChange();
  const set = useSecretAct('set_secret');
  const rotate = useSecretAct('rotate_webhook_secret');
  const { isPending, error } = isRotation ? rotate : set;
  const isMeasured = kind === 'webhook_current';
  const isKeyringGood = keyring.state === 'available' || keyring.state === 'unchecked';
  const needsChoice = !isKeyringGood || error?.code === 'keyring_unavailable';

  useEffect(() => {
    if (takesFocus) {
      field.current?.focus();
    }
  }, [takesFocus]);

  const measure = async () => {
    const value = field.current?.value ?? '';
    setFilled(value !== '');
    measured.current += 1;
    const mine = measured.current;
    const found = isMeasured && value !== '' ? await measureSecret(value) : null;
    if (mine === measured.current) {
      setStrength(found);
    }
  };

  const submit = async (event: FormEvent) => {
    event.preventDefault();
    const input = field.current;
    if (!input || input.value === '') {
      return;
    }
    const { value } = input;
    input.value = '';
    measured.current += 1;
    setFilled(false);
    setStrength(null);
    const thisSessionOnly = needsChoice && isForSession;
    const isDone = isRotation
      ? await rotate.send({ profile, value, thisSessionOnly })
      : await set.send({ profile, kind, value, thisSessionOnly });
    if (isDone) {
      props.onDone?.();
    } else {
      input.focus();
    }
  };

  return (
    <Form className={styles.form} onSubmit={(event) => void submit(event)} autoComplete="off">
      {isKeyringGood ? null : (
        <div className={styles.keyring}>
          <p className={styles.keyringTitle}>The keyring can’t be used now</p>
          <KeyringState keyring={keyring} />
        </div>
      )}
      <div className={styles.field}>
        <label htmlFor={id}>{props.label}</label>
        <input
          ref={field}
          id={id}
          type="password"
          autoComplete="off"
          spellCheck={false}
          disabled={!may}
          readOnly={isPending}
          onInput={() => void measure()}
          aria-describedby={`${id}-help`}
        />
        <p id={`${id}-help`} className={styles.help}>
          It goes straight to the keyring and never comes back to this page. The field is emptied at
          the press.
        </p>
      </div>
      {isMeasured ? <StrengthMeter strength={strength} /> : null}
      {needsChoice ? (
        <Check
          isSelected={isForSession}
          onChange={setForSession}
          isDisabled={!may}
          help="It is held in memory until the program ends, and nothing of it reaches the keyring.
            At the next start it must be entered again; until then deliveries are kept, not
            checked, and answered 503."
        >
          Keep it for this session only
        </Check>
      ) : null}
      <ActFailed error={error} />
      {error && !isPending ? (
        <p className={styles.help}>Nothing was stored. Paste the secret again.</p>
      ) : null}
      <div className={styles.acts}>
        <ActButton type="submit" weight="primary" isDisabled={isPending || !isFilled}>
          {isPending ? 'Storing and reading back…' : props.act}
        </ActButton>
        {props.children}
      </div>
    </Form>
  );
};
