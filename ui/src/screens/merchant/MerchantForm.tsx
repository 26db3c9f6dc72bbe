// A merchant is made, or changed: the form with its head.

import { Lock } from 'lucide-react';
import { useAsk } from '../../ipc/ask';
import type { ProfileStatus } from '../../ipc/bindings/ProfileStatus';
import { Asked } from '../../parts/Asked';
import { PageHead } from '../../parts/PageHead';
import { Empty } from '../../parts/State';
import { EditMerchant } from './EditMerchant';
import styles from './Merchant.module.css';
import { NewMerchant } from './NewMerchant';

type Props = { profile: ProfileStatus; number: string | null };

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
            {editIsOff ? (
              <Empty icon={Lock} title="It can’t be changed now">
                {editIsOff}
              </Empty>
            ) : (
              <EditMerchant profile={profile} number={number} />
            )}
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
