// Says who works here. The name stands on all that this person decides.

import { type ReactNode, useState } from 'react';
import { Form } from 'react-aria-components';
import { useAct } from '../ipc/act';
import { useMayChange } from '../ipc/mayChange';
import { ActButton } from './ActButton';
import { ActFailed } from './ActFailed';
import { Field } from './Field';
import styles from './OperatorForm.module.css';

const NAME_MAX = 64;

type Props = { operator: string | null; act: string; onDone: () => void; children?: ReactNode };

export const OperatorForm = ({ operator, act, onDone, children }: Props) => {
  const [name, setName] = useState(operator ?? '');
  const set = useAct('set_operator');
  const { may } = useMayChange();
  const wrong = set.error?.field === 'name' ? set.error.message : null;
  return (
    <Form
      className={styles.form}
      validationBehavior="aria"
      onSubmit={(event) => {
        event.preventDefault();
        set.mutate({ name: name.trim() }, { onSuccess: onDone });
      }}
    >
      <Field
        name="name"
        label="Your name"
        value={name}
        onChange={setName}
        maxLength={NAME_MAX}
        isDisabled={!may}
        error={wrong}
        help="It stands on every note, decision and secret that you set, in the ledger."
      />
      <ActFailed error={wrong === null ? set.error : null} />
      <div className={styles.row}>
        <ActButton type="submit" weight="primary" isDisabled={set.isPending}>
          {act}
        </ActButton>
        {children}
      </div>
    </Form>
  );
};
