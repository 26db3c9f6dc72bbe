// Covers everything while the console is locked; an operator's passphrase uncovers it.

import { useQueryClient } from '@tanstack/react-query';
import { LockKeyhole } from 'lucide-react';
import { type FormEvent, useEffect, useRef, useState } from 'react';
import { Form } from 'react-aria-components';
import type { ConsoleStatus } from '../ipc/bindings/ConsoleStatus';
import { useSecretAct } from '../ipc/secret';
import { ActFailed } from '../parts/ActFailed';
import { Button } from '../parts/Button';
import { Options } from '../parts/Options';
import { PassphraseField } from '../parts/PassphraseField';
import styles from './LockScreen.module.css';

export const LockScreen = ({ status }: { status: ConsoleStatus }) => {
  const { holders } = status.lock;
  const client = useQueryClient();
  const field = useRef<HTMLInputElement>(null);
  const [chosen, setChosen] = useState<string | null>(null);
  const unlock = useSecretAct('unlock_console');
  const key = chosen ?? holders[0]?.key ?? '';

  // What was on the screen is not kept behind it either.
  useEffect(() => {
    client.removeQueries({ predicate: ({ queryKey }) => queryKey[0] !== 'console_status' });
    document.title = 'Locked · Partner Console';
  }, [client]);

  const submit = async (event: FormEvent) => {
    event.preventDefault();
    const input = field.current;
    if (!input || input.value === '') {
      return;
    }
    const { value } = input;
    input.value = '';
    if ((await unlock.send({ key, passphrase: value })) === null) {
      input.focus();
    }
  };
  const wrong = unlock.error?.field === 'passphrase' ? unlock.error.message : null;
  return (
    <main className={styles.cover} data-testid="locked">
      <section className={styles.box} aria-labelledby="locked">
        <h1 id="locked" className={styles.title}>
          <LockKeyhole size={20} aria-hidden="true" />
          Partner Console is locked
        </h1>
        <p className={styles.about}>
          Deliveries are received and kept as ever. Nothing can be read or done until an operator
          unlocks it.
        </p>
        <Form className={styles.form} onSubmit={(event) => void submit(event)} autoComplete="off">
          <Options
            label="Who works here"
            value={key}
            options={holders.map((holder) => ({ id: holder.key, label: <bdi>{holder.name}</bdi> }))}
            onChange={setChosen}
          />
          <PassphraseField
            label="Passphrase"
            field={field}
            error={wrong}
            help="It opens the operator’s key, which signs what is approved."
            hasFocus
            isAlwaysOn
          />
          <ActFailed error={wrong === null ? unlock.error : null} />
          <div>
            <Button type="submit" weight="primary" isDisabled={unlock.isPending}>
              {unlock.isPending ? 'Unlocking…' : 'Unlock'}
            </Button>
          </div>
        </Form>
      </section>
    </main>
  );
};
