// Asks once more before something that can't be taken back; Cancel has the focus first.

import type { ReactNode } from 'react';
import { Dialog, Heading, Modal, ModalOverlay } from 'react-aria-components';
import type { CommandError } from '../ipc/bindings/CommandError';
import { ActButton } from './ActButton';
import { ActFailed } from './ActFailed';
import { Button } from './Button';
import styles from './Confirm.module.css';

type Props = {
  isOpen: boolean;
  title: string;
  /** What the button says that does it. */
  act: string;
  weight?: 'danger' | 'primary';
  isPending: boolean;
  /** What must be done first is not yet: something is to be typed. */
  isBlocked?: boolean;
  error: CommandError | null;
  onAct: () => void;
  onClose: () => void;
  children: ReactNode;
};

export const Confirm = (props: Props) => (
  <ModalOverlay
    className={styles.veil}
    isOpen={props.isOpen}
    onOpenChange={(open) => (open ? undefined : props.onClose())}
  >
    <Modal className={styles.modal}>
      <Dialog className={styles.dialog} role="alertdialog">
        <Heading slot="title">{props.title}</Heading>
        <div className={styles.words}>{props.children}</div>
        <ActFailed error={props.error} />
        <footer className={styles.foot}>
          <Button autoFocus onPress={props.onClose}>
            Cancel
          </Button>
          <ActButton
            weight={props.weight ?? 'danger'}
            isDisabled={props.isPending || (props.isBlocked ?? false)}
            onPress={props.onAct}
          >
            {props.act}
          </ActButton>
        </footer>
      </Dialog>
    </Modal>
  </ModalOverlay>
);
