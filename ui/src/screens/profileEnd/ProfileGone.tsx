// Says over everything what became of a deleted profile: what was removed, what is kept and where.

import { Dialog, Heading, Modal, ModalOverlay } from 'react-aria-components';
import { counted } from '../../format/count';
import { Button } from '../../parts/Button';
import styles from '../../parts/Confirm.module.css';
import { Copy } from '../../parts/Copy';
import { Fact, Facts } from '../../parts/Facts';
import { forgetGone, useGone } from './gone';

export const ProfileGone = () => {
  const gone = useGone();
  if (!gone) {
    return null;
  }
  const { title, deleted } = gone;
  return (
    <ModalOverlay
      className={styles.veil}
      isOpen
      onOpenChange={(open) => (open ? undefined : forgetGone())}
    >
      <Modal className={styles.modal}>
        <Dialog className={styles.dialog}>
          <Heading slot="title">{title} is deleted</Heading>
          <div className={styles.words}>
            {deleted.details.map((sentence) => (
              <p key={sentence}>{sentence}</p>
            ))}
            <Facts>
              <Fact name="Folder">
                <code>{deleted.folder}</code> <Copy text={deleted.folder} what="the folder" />
              </Fact>
              <Fact name="Ledger">{counted(deleted.entries, 'entry', 'entries')}, kept</Fact>
            </Facts>
          </div>
          <footer className={styles.foot}>
            <Button autoFocus weight="primary" onPress={forgetGone}>
              Close
            </Button>
          </footer>
        </Dialog>
      </Modal>
    </ModalOverlay>
  );
};
