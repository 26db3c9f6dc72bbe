// Every key, from the keymap.

import { Dialog, Heading, Modal, ModalOverlay } from 'react-aria-components';
import { Button } from '../parts/Button';
import styles from './HelpDialog.module.css';
import { Keys } from './Keys';
import { ACTIONS, type Binding } from './keymap';

const COLUMNS: Binding['group'][][] = [
  ['Go to', 'Window'],
  ['In a list', 'On a delivery', 'On a card'],
];

const Group = ({ name }: { name: Binding['group'] }) => (
  <section className={styles.group}>
    <h3>{name}</h3>
    <dl>
      {ACTIONS.filter(([, binding]) => binding.group === name).map(([id, binding]) => (
        <div key={id} className={styles.line}>
          <dt>{binding.label}</dt>
          <dd>
            <Keys keys={binding.keys[0] ?? ''} />
          </dd>
        </div>
      ))}
    </dl>
  </section>
);

export const HelpDialog = ({ isOpen, onClose }: { isOpen: boolean; onClose: () => void }) => (
  <ModalOverlay
    className={styles.veil}
    isOpen={isOpen}
    onOpenChange={(open) => (open ? undefined : onClose())}
    isDismissable
  >
    <Modal className={styles.modal}>
      <Dialog className={styles.dialog}>
        <header className={styles.header}>
          <Heading slot="title">Keys</Heading>
          <Button weight="quiet" slot="close" autoFocus>
            Close
          </Button>
        </header>
        <div className={styles.groups}>
          {COLUMNS.map((names) => (
            <div key={names[0]}>
              {names.map((name) => (
                <Group key={name} name={name} />
              ))}
            </div>
          ))}
        </div>
      </Dialog>
    </Modal>
  </ModalOverlay>
);
