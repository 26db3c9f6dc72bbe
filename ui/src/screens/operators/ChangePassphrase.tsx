// Seals an operator's key with another passphrase.

import { type FormEvent, useRef, useState } from 'react';
import { Dialog, Form, Heading, Modal, ModalOverlay } from 'react-aria-components';
import type { OperatorView } from '../../ipc/bindings/OperatorView';
import { useSecretAct } from '../../ipc/secret';
import { ActButton } from '../../parts/ActButton';
import { ActFailed } from '../../parts/ActFailed';
import { Button } from '../../parts/Button';
import styles from '../../parts/Confirm.module.css';
import { PassphraseField } from '../../parts/PassphraseField';

const DIFFERS = 'The two are not the same. Nothing was changed; type all again.';

type Props = { operator: OperatorView; onClose: () => void };

export const ChangePassphrase = ({ operator, onClose }: Props) => {
  const current = useRef<HTMLInputElement>(null);
  const next = useRef<HTMLInputElement>(null);
  const again = useRef<HTMLInputElement>(null);
  const [differs, setDiffers] = useState(false);
  const change = useSecretAct('change_passphrase');
  const { error } = change;
  const of = (field: string) => (error?.field === field ? error.message : null);

  const submit = async (event: FormEvent) => {
    event.preventDefault();
    const [old, wanted, repeated] = [current, next, again].map((field) => {
      const typed = field.current?.value ?? '';
      if (field.current) {
        field.current.value = '';
      }
      return typed;
    }) as [string, string, string];
    setDiffers(wanted !== repeated);
    if (wanted === repeated) {
      const done = await change.send({ key: operator.key, current: old, next: wanted });
      if (done) {
        onClose();
        return;
      }
    }
    current.current?.focus();
  };
  const isAboutField = of('current') !== null || of('next') !== null;
  return (
    <ModalOverlay
      className={styles.veil}
      isOpen
      onOpenChange={(open) => (open ? undefined : onClose())}
    >
      <Modal className={styles.modal}>
        <Dialog className={styles.dialog}>
          <Heading slot="title">{operator.name}’s passphrase</Heading>
          <Form onSubmit={(event) => void submit(event)} autoComplete="off">
            <div className={styles.words}>
              <PassphraseField label="Now" field={current} hasFocus error={of('current')} />
              <PassphraseField
                label="From now on"
                field={next}
                isNew
                error={of('next')}
                help="12 characters or more."
              />
              <PassphraseField
                label="The same again"
                field={again}
                error={differs ? DIFFERS : null}
              />
            </div>
            <ActFailed error={isAboutField ? null : error} />
            <footer className={styles.foot}>
              <Button onPress={onClose}>Cancel</Button>
              <ActButton type="submit" weight="primary" isDisabled={change.isPending}>
                {change.isPending ? 'Sealing…' : 'Change it'}
              </ActButton>
            </footer>
          </Form>
        </Dialog>
      </Modal>
    </ModalOverlay>
  );
};
