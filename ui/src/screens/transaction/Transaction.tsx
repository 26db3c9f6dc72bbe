// One transaction: amounts, path, status, deposit, documents, facts, timeline, what can be done.

import { useState } from 'react';
import { useAsk } from '../../ipc/ask';
import type { ProfileStatus } from '../../ipc/bindings/ProfileStatus';
import type { TransactionAction } from '../../ipc/bindings/TransactionAction';
import type { TransactionView } from '../../ipc/bindings/TransactionView';
import { Asked } from '../../parts/Asked';
import { OpenOfSubject } from '../../parts/form/OpenOfSubject';
import { NoteComposer } from '../../parts/notes/NoteComposer';
import { ApprovalDrawer } from '../approval/ApprovalDrawer';
import page from '../merchant/Merchant.module.css';
import { MerchantTimeline } from '../merchant/MerchantTimeline';
import { SubjectFacts } from '../timeline/SubjectFacts';
import { useSubjectFacts } from '../timeline/useSubjectFacts';
import { DepositInstructions } from './DepositInstructions';
import { Money } from './Money';
import { Path } from './Path';
import { PayoutConfirmation } from './PayoutConfirmation';
import { TransactionDocuments } from './TransactionDocuments';
import { TransactionHead } from './TransactionHead';
import { TransactionParties } from './TransactionParties';
import { Misfits, TransactionStanding } from './TransactionStanding';

type Props = { profile: ProfileStatus; number: string };
type MainProps = { profile: string; number: string; view: TransactionView };

const Main = ({ profile, number, view }: MainProps) => {
  const subject = `transaction:${number}`;
  const isConfirmed = view.confirmation.readAt !== null || view.kind !== 'collection';
  return (
    <div className={page.main}>
      <Misfits view={view} />
      <TransactionParties view={view} />
      <Money view={view} />
      <TransactionStanding view={view} />
      <OpenOfSubject profile={profile} subject={subject} />
      {view.path.length > 0 ? <Path path={view.path} /> : null}
      <DepositInstructions view={view} />
      <TransactionDocuments documents={view.documents} />
      {isConfirmed ? (
        <PayoutConfirmation
          profile={profile}
          subject={subject}
          confirmation={view.confirmation}
          canRead={view.canRead}
        />
      ) : null}
      <MerchantTimeline profile={profile} subject={subject} />
      <div className={page.note}>
        <NoteComposer
          profile={profile}
          about={{ subject, entry: null, label: `${view.kindWord} ${number}` }}
        />
      </div>
    </div>
  );
};

export const Transaction = ({ profile, number }: Props) => {
  const subject = `transaction:${number}`;
  const question = useAsk('get_transaction', { profile: profile.name, subject });
  const facts = useSubjectFacts(profile.name, subject);
  const [approving, setApproving] = useState<TransactionAction | null>(null);
  return (
    <article className={page.page} data-testid="transaction">
      <Asked question={question} what="the transaction">
        {(view) => (
          <>
            <TransactionHead number={number} view={view} onApprove={setApproving} />
            <div className={page.columns}>
              <Main profile={profile.name} number={number} view={view} />
              <div className={page.facts}>
                <SubjectFacts profile={profile.name} subject={subject} question={facts} />
              </div>
            </div>
          </>
        )}
      </Asked>
      {approving ? (
        <ApprovalDrawer subject={subject} action={approving} onClose={() => setApproving(null)} />
      ) : null}
    </article>
  );
};
