// One receiver account: its status, where its money goes, who changed that, its facts and timeline.

import { Banknote, Pencil } from 'lucide-react';
import { useAsk } from '../../ipc/ask';
import type { ProfileStatus } from '../../ipc/bindings/ProfileStatus';
import { useNavigation } from '../../navigation/Navigation';
import { ActButton } from '../../parts/ActButton';
import { Asked } from '../../parts/Asked';
import { OpenOfSubject } from '../../parts/form/OpenOfSubject';
import { Link } from '../../parts/Link';
import { NoteComposer } from '../../parts/notes/NoteComposer';
import { PageHead } from '../../parts/PageHead';
import { TransactionsOf } from '../../parts/TransactionsOf';
import page from '../merchant/Merchant.module.css';
import { MerchantTimeline } from '../merchant/MerchantTimeline';
import { SubjectFacts } from '../timeline/SubjectFacts';
import { useSubjectFacts } from '../timeline/useSubjectFacts';
import styles from './Account.module.css';
import { AccountStanding } from './AccountStanding';
import { type AccountFacts, accountFacts, textOf } from './accountFacts';
import { DetailsChanges, NewestChange } from './DetailsChanges';
import { PayeeDetails } from './PayeeDetails';
import { useStatusMeaning } from './useStatusMeaning';

type Props = { profile: ProfileStatus; number: string };

const Owner = ({ profile, owner }: { profile: string; owner: string }) => {
  const { go } = useNavigation();
  const facts = accountFacts(useSubjectFacts(profile, `merchant:${owner}`).data);
  const name = textOf(facts, 'legalName');
  return (
    <p className={styles.owner}>
      Owned by{' '}
      <Link onPress={() => go({ at: 'merchant', number: owner })}>
        {name ? <bdi>{name}</bdi> : `merchant ${owner}`}
      </Link>
      {name ? <span className={page.soft}> merchant {owner}</span> : null}
    </p>
  );
};

type HeadProps = { number: string; facts: AccountFacts; mayEdit: boolean };

const Head = ({ number, facts, mayEdit }: HeadProps) => {
  const { go } = useNavigation();
  return (
    <PageHead
      name={textOf(facts, 'nameOnAccount') ?? `Receiver account ${number}`}
      number={number}
      what="the receiver account’s number"
    >
      <ActButton
        onPress={() =>
          go({ at: 'transaction-form', kind: 'payout', merchant: null, account: number })
        }
      >
        <Banknote size={14} aria-hidden="true" />
        Pay out to this account…
      </ActButton>
      <ActButton
        isDisabled={!mayEdit}
        onPress={() => go({ at: 'account-form', number, owner: null })}
      >
        <Pencil size={14} aria-hidden="true" />
        Edit
      </ActButton>
    </PageHead>
  );
};

export const Account = ({ profile, number }: Props) => {
  const subject = `account:${number}`;
  const question = useSubjectFacts(profile.name, subject);
  const changes = useAsk('list_details_changes', { profile: profile.name, subject });
  const facts = accountFacts(question.data);
  const status = facts.get('status') ?? null;
  const meaning = useStatusMeaning(status?.now.value ?? null);
  const owner = textOf(facts, 'businessId');
  return (
    <article className={page.page} data-testid="account">
      <Asked question={question} what="the receiver account">
        {() => (
          <>
            <Head number={number} facts={facts} mayEdit={meaning?.mayEdit ?? true} />
            <NewestChange changes={changes.data?.changes ?? []} />
            <div className={page.columns}>
              <div className={page.main}>
                <AccountStanding fact={status} meaning={meaning} />
                <OpenOfSubject profile={profile.name} subject={subject} />
                {owner ? <Owner profile={profile.name} owner={owner} /> : null}
                <PayeeDetails facts={facts} />
                <Asked question={changes} what="changes of its details">
                  {(view) => <DetailsChanges changes={view.changes} />}
                </Asked>
                <TransactionsOf profile={profile.name} of={{ account: number }} />
                <MerchantTimeline profile={profile.name} subject={subject} />
                <div className={page.note}>
                  <NoteComposer
                    profile={profile.name}
                    about={{ subject, entry: null, label: `Receiver account ${number}` }}
                  />
                </div>
              </div>
              <div className={page.facts}>
                <SubjectFacts profile={profile.name} subject={subject} question={question} />
              </div>
            </div>
          </>
        )}
      </Asked>
    </article>
  );
};
