// What stands in the drawer before a press: the facts, what is in the way, and the act itself.

import { useState } from 'react';
import type { ApprovalView } from '../../ipc/bindings/ApprovalView';
import type { ProfileStatus } from '../../ipc/bindings/ProfileStatus';
import { Button } from '../../parts/Button';
import { useNow } from '../../parts/useNow';
import { Amounts } from './Amounts';
import type { NextUp } from './ApprovalDrawer';
import { Assurance } from './Assurance';
import styles from './approval.module.css';
import { Bound } from './Bound';
import { CancelButton } from './CancelButton';
import { CancelReason } from './CancelReason';
import { DepositReport } from './DepositReport';
import { Obstacles } from './Obstacles';
import { PressBar } from './PressBar';
import { PutOff } from './PutOff';
import type { Approval } from './useApproval';
import { WhereTo } from './WhereTo';

type Props = {
  profile: ProfileStatus;
  view: ApprovalView;
  approval: Approval;
  onClose: () => void;
  next: NextUp | null;
};

/** Whether what is shown still counts: the quote holds, and the reads are young enough. */
const useTooLate = (view: ApprovalView): 'expired' | 'old' | null => {
  const now = useNow().getTime();
  if (view.expires !== null && now >= new Date(view.expires).getTime()) {
    return 'expired';
  }
  const read = Math.min(...view.reads.map(({ at }) => new Date(at).getTime()));
  return now - read > view.countsForMinutes * 60_000 ? 'old' : null;
};

export const ApprovalBody = ({ profile, view, approval, onClose, next }: Props) => {
  const [putting, setPutting] = useState<'deny' | 'postpone' | null>(null);
  const tooLate = useTooLate(view);
  const isCancel = view.action === 'cancel';
  if (putting) {
    return (
      <PutOff
        profile={profile.name}
        view={view}
        what={putting}
        onBack={() => setPutting(null)}
        onClose={onClose}
        next={next}
      />
    );
  }
  return (
    <>
      <div className={styles.body}>
        <Amounts view={view} />
        <Obstacles view={view} approval={approval} tooLate={tooLate} />
        <WhereTo view={view} />
        <Assurance view={view} />
        <Bound facts={view.facts} />
        <CancelButton onPress={onClose} label="Cancel" />
        {view.deposit ? (
          <DepositReport
            profile={profile.name}
            merchant={view.merchant.number}
            expected={view.deposit}
            onReport={(deposit) => approval.type({ deposit })}
          />
        ) : null}
        {isCancel ? (
          <CancelReason
            reasons={view.cancelReasons}
            chosen={approval.typed.cancelReason}
            onChoose={(cancelReason) => approval.type({ cancelReason })}
          />
        ) : null}
      </div>
      <PressBar profile={profile} view={view} approval={approval} tooLate={tooLate}>
        {isCancel ? null : (
          <>
            <Button weight="quiet" onPress={() => setPutting('deny')}>
              Deny…
            </Button>
            <Button weight="quiet" onPress={() => setPutting('postpone')}>
              Postpone…
            </Button>
          </>
        )}
      </PressBar>
    </>
  );
};
