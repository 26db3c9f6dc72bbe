// One merchant: its status and what that permits, what comes next, its facts and its timeline.

import { FileCheck2, Pencil, Plus } from 'lucide-react';
import { useAsk } from '../../ipc/ask';
import type { MerchantView } from '../../ipc/bindings/MerchantView';
import type { ProfileStatus } from '../../ipc/bindings/ProfileStatus';
import { useNavigation } from '../../navigation/Navigation';
import { AccountsOf } from '../../parts/AccountsOf';
import { ActButton } from '../../parts/ActButton';
import { Asked } from '../../parts/Asked';
import { Button } from '../../parts/Button';
import { OpenOfSubject } from '../../parts/form/OpenOfSubject';
import { NoteComposer } from '../../parts/notes/NoteComposer';
import { PageHead } from '../../parts/PageHead';
import { TransactionsOf } from '../../parts/TransactionsOf';
import { DocumentsOfMerchant } from '../documents/DocumentsOfMerchant';
import { SubjectFacts } from '../timeline/SubjectFacts';
import { useSubjectFacts } from '../timeline/useSubjectFacts';
import styles from './Merchant.module.css';
import { MerchantStanding } from './MerchantStanding';
import { MerchantTimeline } from './MerchantTimeline';

type Props = { profile: ProfileStatus; number: string };

const Head = ({ merchant, number }: { merchant: MerchantView; number: string }) => {
  const { go } = useNavigation();
  return (
    <PageHead
      name={merchant.legalName ?? `Merchant ${number}`}
      number={number}
      what="the merchant’s number"
    >
      <ActButton
        isDisabled={merchant.editIsOff !== null}
        onPress={() => go({ at: 'merchant-form', number })}
      >
        <Pencil size={14} aria-hidden="true" />
        Edit
      </ActButton>
      <ActButton
        onPress={() => go({ at: 'transaction-form', kind: null, merchant: number, account: null })}
      >
        <Plus size={14} aria-hidden="true" />
        New transaction
      </ActButton>
      <Button onPress={() => go({ at: 'onboarding', number })}>
        <FileCheck2 size={14} aria-hidden="true" />
        Onboarding
      </Button>
    </PageHead>
  );
};

export const Merchant = ({ profile, number }: Props) => {
  const subject = `merchant:${number}`;
  const merchant = useAsk('get_merchant', { profile: profile.name, subject });
  const facts = useSubjectFacts(profile.name, subject);
  return (
    <article className={styles.page} data-testid="merchant">
      <Asked question={merchant} what="the merchant">
        {(view) => (
          <>
            <Head merchant={view} number={number} />
            <div className={styles.columns}>
              <div className={styles.main}>
                <MerchantStanding merchant={view} number={number} />
                <OpenOfSubject profile={profile.name} subject={subject} />
                <AccountsOf profile={profile.name} owner={number} />
                <div className={styles.section}>
                  <DocumentsOfMerchant profile={profile.name} merchant={number} />
                </div>
                <TransactionsOf profile={profile.name} of={{ merchant: number }} />
                <MerchantTimeline profile={profile.name} subject={subject} />
                <div className={styles.note}>
                  <NoteComposer
                    profile={profile.name}
                    about={{ subject, entry: null, label: view.subject.label }}
                  />
                </div>
              </div>
              <div className={styles.facts}>
                <SubjectFacts profile={profile.name} subject={subject} question={facts} />
              </div>
            </div>
          </>
        )}
      </Asked>
    </article>
  );
};
