// The page on which a transaction is made, and how it begins: from nothing, a merchant, an account.

import { useMemo } from 'react';
import { useAsk } from '../../ipc/ask';
import type { ProfileStatus } from '../../ipc/bindings/ProfileStatus';
import type { Place } from '../../navigation/place';
import { Asked } from '../../parts/Asked';
import { PageHead } from '../../parts/PageHead';
import page from '../merchant/Merchant.module.css';
import { NewTransaction } from './NewTransaction';

type Props = { profile: ProfileStatus; place: Extract<Place, { at: 'transaction-form' }> };

const Form = ({ profile, place, currency }: Props & { currency: string | null }) => {
  const { kind, merchant, account } = place;
  const begun = useMemo(
    () => ({ kind, merchant, account, currency }),
    [kind, merchant, account, currency],
  );
  // One draft for each way in: what was begun from an account is found there again.
  const from = account ? `:account:${account}` : merchant ? `:merchant:${merchant}` : '';
  return <NewTransaction profile={profile} begun={begun} draftKey={`transaction:new${from}`} />;
};

/** The account brings its currency. */
const FromAccount = ({ profile, place }: Props) => {
  const subject = `account:${place.account}`;
  const listed = useAsk('get_listed', { profile: profile.name, subject });
  return (
    <Asked question={listed} what="the receiver account">
      {({ account }) => (
        <Form profile={profile} place={place} currency={account?.currency ?? null} />
      )}
    </Asked>
  );
};

export const TransactionForm = (props: Props) => (
  <article className={page.page} data-testid="transaction-form">
    <PageHead title="New transaction" />
    <div className={page.content}>
      {props.place.account === null ? (
        <Form {...props} currency={null} />
      ) : (
        <FromAccount {...props} />
      )}
    </div>
  </article>
);
