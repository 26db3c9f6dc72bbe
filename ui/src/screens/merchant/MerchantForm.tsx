// A merchant is made, or changed: the form with its head.

import { Lock } from 'lucide-react';
import { useState } from 'react';
import { useAsk } from '../../ipc/ask';
import type { ProfileStatus } from '../../ipc/bindings/ProfileStatus';
import { Asked } from '../../parts/Asked';
import { Notice } from '../../parts/Notice';
import { PageHead } from '../../parts/PageHead';
import { Empty } from '../../parts/State';
import { EditMerchant } from './EditMerchant';
import styles from './Merchant.module.css';
import { NewMerchant } from './NewMerchant';

type Props = { profile: ProfileStatus; number: string | null };

type EditingProps = { profile: ProfileStatus; number: string; editIsOff: string | null };

const Editing = ({ profile, number, editIsOff }: EditingProps) => {
  // What was sent may be what locks it: the form stays, with what was typed and what became of it.
  const [wasOpen] = useState(editIsOff === null);
  if (editIsOff && !wasOpen) {
    return (
      <Empty icon={Lock} title="It can’t be changed now">
        {editIsOff}
      </Empty>
    );
  }
  return (
    <>
      {editIsOff ? (
        <Notice icon={Lock} tone="look" label="It can’t be changed any more">
          {editIsOff}
        </Notice>
      ) : null}
      <EditMerchant profile={profile} number={number} />
    </>
  );
};

const Edit = ({ profile, number }: { profile: ProfileStatus; number: string }) => {
  const subject = `merchant:${number}`;
  const merchant = useAsk('get_merchant', { profile: profile.name, subject });
  return (
    <Asked question={merchant} what="the merchant">
      {({ editIsOff, legalName }) => (
        <>
          <PageHead
            title="Edit"
            name={legalName ?? `Merchant ${number}`}
            number={number}
            what="the merchant’s number"
          />
          <div className={styles.content}>
            <Editing profile={profile} number={number} editIsOff={editIsOff} />
          </div>
        </>
      )}
    </Asked>
  );
};

export const MerchantForm = ({ profile, number }: Props) => (
  <article className={styles.page}>
    {number === null ? (
      <>
        <PageHead title="New merchant" />
        <div className={styles.content}>
          <NewMerchant profile={profile} />
        </div>
      </>
    ) : (
      <Edit profile={profile} number={number} />
    )}
  </article>
);
