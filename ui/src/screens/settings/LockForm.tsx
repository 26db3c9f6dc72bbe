// Who is unlocked at this console, and after how long it locks by itself.

import { useState } from 'react';
import { Form } from 'react-aria-components';
import { useAct } from '../../ipc/act';
import type { ConsoleStatus } from '../../ipc/bindings/ConsoleStatus';
import { useMayChange } from '../../ipc/mayChange';
import { ActButton } from '../../parts/ActButton';
import { ActFailed } from '../../parts/ActFailed';
import { Button } from '../../parts/Button';
import { Field } from '../../parts/Field';
import { Part } from '../../parts/Part';
import styles from './words.module.css';

export const LockForm = ({ operator, lock }: Pick<ConsoleStatus, 'operator' | 'lock'>) => {
  const [minutes, setMinutes] = useState(String(lock.afterMinutes));
  const set = useAct('set_lock');
  const now = useAct('lock_console');
  const { may } = useMayChange();
  const wrong = set.error?.field === 'afterMinutes' ? set.error.message : null;
  return (
    <Part
      name="Lock"
      about="While it is locked the screen is covered, and no key is in memory. Deliveries are
        received and kept as ever."
    >
      <p>
        Unlocked for <bdi>{operator ?? 'nobody'}</bdi>. Who else works here locks it and unlocks it
        with an own passphrase.
      </p>
      <Form
        className={styles.form}
        validationBehavior="aria"
        onSubmit={(event) => {
          event.preventDefault();
          set.mutate({ afterMinutes: Number(minutes) });
        }}
      >
        <Field
          name="afterMinutes"
          label="It locks by itself after, in minutes"
          value={minutes}
          onChange={(typed) => setMinutes(typed.replace(/\D/g, ''))}
          isDisabled={!may}
          error={wrong}
          help="Without a key or a pointer: 1 to 240."
        />
        <ActFailed error={wrong === null ? set.error : null} />
        <div className={styles.row}>
          <ActButton type="submit" weight="primary" isDisabled={set.isPending}>
            Save the time
          </ActButton>
          <Button onPress={() => now.mutate({})}>Lock now</Button>
          <span role="status" className={styles.saved}>
            {set.isSuccess ? `Saved: ${lock.afterMinutes} minutes.` : ''}
          </span>
        </div>
      </Form>
    </Part>
  );
};
