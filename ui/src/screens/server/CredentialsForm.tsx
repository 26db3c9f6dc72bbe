// Takes key and secret in, together, for one server. The fields are empty from the press on.

import { type FormEvent, type ReactNode, useRef, useState } from 'react';
import { Form } from 'react-aria-components';
import type { CredentialsSet } from '../../ipc/bindings/CredentialsSet';
import type { KeyringView } from '../../ipc/bindings/KeyringView';
import { useMayChange } from '../../ipc/mayChange';
import { useSecretAct } from '../../ipc/secret';
import { ActButton } from '../../parts/ActButton';
import { ActFailed } from '../../parts/ActFailed';
import { Check } from '../../parts/Check';
import { KeyringState } from '../../parts/KeyringState';
import { CredentialField } from './CredentialField';
import { type Shape, shapeOf } from './credentialShape';
import styles from './server.module.css';
import { TestResult } from './TestResult';

type Props = {
  profile: string;
  /** The origin that the person sees: refused if it is another one by now. */
  origin: string;
  keyring: KeyringView;
  hasEarlier: boolean;
  onKept?: (set: CredentialsSet) => void;
  children?: ReactNode;
};

const NONE: { key: Shape; secret: Shape } = { key: 'empty', secret: 'empty' };
const CANT_BE: readonly Shape[] = ['empty', 'spaced'];

export const CredentialsForm = (props: Props) => {
  const { profile, origin, keyring, hasEarlier } = props;
  // Uncontrolled: a state of React would outlive the press.
  const key = useRef<HTMLInputElement>(null);
  const secret = useRef<HTMLInputElement>(null);
  const [shapes, setShapes] = useState(NONE);
  const [isForSession, setForSession] = useState(false);
  const [isRegardless, setRegardless] = useState(false);
  const [answer, setAnswer] = useState<CredentialsSet | null>(null);
  const { may } = useMayChange();
  const { send, isPending, error } = useSecretAct('set_credentials');
  const isKeyringGood = keyring.state === 'available' || keyring.state === 'unchecked';
  const needsChoice = !isKeyringGood || error?.code === 'keyring_unavailable';
  const isFailed = answer !== null && !answer.isKept;

  const look = () =>
    setShapes({
      key: shapeOf('key', key.current?.value ?? ''),
      secret: shapeOf('secret', secret.current?.value ?? ''),
    });
  const submit = async (event: FormEvent) => {
    event.preventDefault();
    const [keyField, secretField] = [key.current, secret.current];
    if (!keyField || !secretField || !may) {
      return;
    }
    const typed = { key: keyField.value, secret: secretField.value };
    if (typed.key === '' || typed.secret === '') {
      return;
    }
    keyField.value = '';
    secretField.value = '';
    setShapes(NONE);
    setAnswer(null);
    const evenIfTestFails = isFailed && isRegardless;
    const thisSessionOnly = needsChoice && isForSession;
    const set = await send({ profile, ...typed, origin, thisSessionOnly, evenIfTestFails });
    setAnswer(set);
    if (set?.isKept) {
      setRegardless(false);
      props.onKept?.(set);
    } else {
      keyField.focus();
    }
  };

  const field = { isDisabled: !may, isReadOnly: isPending, onInput: look };
  return (
    <Form className={styles.form} onSubmit={(event) => void submit(event)} autoComplete="off">
      {isKeyringGood ? null : (
        <div className={styles.keyring}>
          <p className={styles.keyringTitle}>The keyring can’t be used now</p>
          <KeyringState keyring={keyring} />
        </div>
      )}
      <p className={styles.soft}>
        For <code>{origin}</code> alone: they are never sent to another server.
      </p>
      <CredentialField part="key" fieldRef={key} shape={shapes.key} {...field} />
      <CredentialField part="secret" fieldRef={secret} shape={shapes.secret} {...field} />
      <p className={styles.faint}>
        They are tested first{hasEarlier ? '; the ones in force stay if the test fails' : ''}. Both
        go straight to the keyring and never come back to this page. The fields are emptied at the
        press.
      </p>
      {needsChoice ? (
        <Check
          isSelected={isForSession}
          onChange={setForSession}
          isDisabled={!may}
          help="They are held in memory until the program ends, and nothing of them reaches the
            keyring. At the next start they must be entered again; until then nothing is called."
        >
          Keep them for this session only
        </Check>
      ) : null}
      <ActFailed error={error} />
      {error && !isPending ? (
        <p className={styles.faint}>
          Nothing was stored{hasEarlier ? '; the ones in force stay' : ''}. Paste both again.
        </p>
      ) : null}
      {isFailed ? (
        <div className={styles.refused} role="alert">
          <p>
            <strong>{answer.detail}</strong>
          </p>
          <TestResult test={answer.test} />
          <Check
            isSelected={isRegardless}
            onChange={setRegardless}
            isDisabled={!may}
            help="As where the server can’t be reached yet. They must be pasted again."
          >
            Keep them although the test does not succeed
          </Check>
        </div>
      ) : null}
      <div className={styles.acts}>
        <ActButton
          type="submit"
          weight="primary"
          isDisabled={isPending || CANT_BE.includes(shapes.key) || CANT_BE.includes(shapes.secret)}
        >
          {isPending ? 'Testing and storing…' : 'Test and store'}
        </ActButton>
        {props.children}
      </div>
    </Form>
  );
};
