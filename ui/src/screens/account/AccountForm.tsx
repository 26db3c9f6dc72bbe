// A receiver account is made, or changed: the form with its head.

import { Lock } from 'lucide-react';
import type { ProfileStatus } from '../../ipc/bindings/ProfileStatus';
import { PageHead } from '../../parts/PageHead';
import { Empty } from '../../parts/State';
import page from '../merchant/Merchant.module.css';
import { useSubjectFacts } from '../timeline/useSubjectFacts';
import { accountFacts, textOf } from './accountFacts';
import { EditAccount } from './EditAccount';
import { NewAccount } from './NewAccount';
import { useStatusMeaning } from './useStatusMeaning';

type Props = { profile: ProfileStatus; number: string | null; owner: string | null };

const Edit = ({ profile, number }: { profile: ProfileStatus; number: string }) => {
  const facts = accountFacts(useSubjectFacts(profile.name, `account:${number}`).data);
  const meaning = useStatusMeaning(textOf(facts, 'status'));
  return (
    <>
      <PageHead
        title="Edit"
        name={textOf(facts, 'nameOnAccount') ?? `Receiver account ${number}`}
        number={number}
        what="the receiver account’s number"
      />
      <div className={page.content}>
        {meaning && !meaning.mayEdit ? (
          <Empty icon={Lock} title="It can’t be changed now">
            {meaning.meaning}
          </Empty>
        ) : (
          <EditAccount profile={profile} number={number} />
        )}
      </div>
    </>
  );
};

export const AccountForm = ({ profile, number, owner }: Props) => (
  <article className={page.page}>
    {number === null ? (
      <>
        <PageHead title="New receiver account" />
        <div className={page.content}>
          <NewAccount profile={profile} owner={owner} />
        </div>
      </>
    ) : (
      <Edit profile={profile} number={number} />
    )}
  </article>
);
