// The drawer of an approval: all that is bound, then what is typed, then one button. It takes the
// focus, and Cancel has it first.

import { Dialog, Heading, Modal, ModalOverlay } from 'react-aria-components';
import type { ProfileStatus } from '../../ipc/bindings/ProfileStatus';
import type { TransactionAction } from '../../ipc/bindings/TransactionAction';
import { useStatus } from '../../ipc/useStatus';
import { Failed } from '../../parts/State';
import { ApprovalBody } from './ApprovalBody';
import styles from './approval.module.css';
import { CancelButton } from './CancelButton';
import { Differences } from './Differences';
import { Outcome } from './Outcome';
import { type Approval, useApproval } from './useApproval';
import { TITLES, TRANSACTION_KINDS } from './words';

/** The next thing that waits, offered once this one is done. */
export type NextUp = { label: string; onNext: () => void };

type Props = {
  /** `transaction:7`. */
  subject: string;
  action: TransactionAction;
  onClose: () => void;
  next?: NextUp | null;
};

type ContentProps = Props & { profile: ProfileStatus; approval: Approval };

const Content = ({ profile, approval, onClose, next }: ContentProps) => {
  const { view, pressed } = approval;
  if (approval.openError) {
    return (
      <div className={styles.body}>
        <Failed
          title="It could not be opened"
          error={approval.openError}
          onAgain={approval.openAgain}
        />
        <CancelButton onPress={onClose} label="Close" />
      </div>
    );
  }
  if (approval.isReading || !view) {
    return (
      <div className={styles.body}>
        <p className={styles.reading} role="status">
          Reading the transaction, its receiver account and its source merchant…
        </p>
        <CancelButton onPress={onClose} label="Cancel" />
      </div>
    );
  }
  if (pressed?.is === 'differs') {
    return (
      <Differences
        view={view}
        differences={pressed.differences}
        onAgain={approval.openAgain}
        onClose={onClose}
      />
    );
  }
  if (pressed && pressed.is !== 'stopped') {
    return (
      <Outcome
        profile={profile.name}
        view={view}
        pressed={pressed}
        onAgain={approval.openAgain}
        onClose={onClose}
        next={next ?? null}
      />
    );
  }
  return (
    <ApprovalBody
      key={view.id}
      profile={profile}
      view={view}
      approval={approval}
      onClose={onClose}
      next={next ?? null}
    />
  );
};

const Drawer = (props: Props & { profile: ProfileStatus }) => {
  const { profile, subject, action } = props;
  const approval = useApproval(profile.name, subject, action);
  const { view } = approval;
  const number = subject.slice(subject.indexOf(':') + 1);
  return (
    <Dialog className={styles.dialog}>
      <header className={styles.head}>
        <Heading slot="title" className={styles.title}>
          {TITLES[action]}
        </Heading>
        <span className={styles.of}>
          {view ? TRANSACTION_KINDS[view.kind] : 'Transaction'} {number}
        </span>
        {view ? <span className={styles.status}>{view.statusWord}</span> : null}
      </header>
      <Content {...props} approval={approval} />
    </Dialog>
  );
};

export const ApprovalDrawer = (props: Props) => {
  const { data: status } = useStatus();
  return (
    <ModalOverlay
      className={styles.veil}
      isOpen
      onOpenChange={(isOpen) => (isOpen ? undefined : props.onClose())}
    >
      <Modal className={styles.drawer} data-testid="approval">
        {status?.open ? (
          <Drawer key={`${props.subject} ${props.action}`} {...props} profile={status.open} />
        ) : null}
      </Modal>
    </ModalOverlay>
  );
};
