// A merchant's KYC status: what it means and permits, since when, and what comes next.

import { ArrowRight, Lock } from 'lucide-react';
import type { ReactNode } from 'react';
import { age, full } from '../../format/time';
import type { MerchantStatus } from '../../ipc/bindings/MerchantStatus';
import type { MerchantView } from '../../ipc/bindings/MerchantView';
import { useNavigation } from '../../navigation/Navigation';
import { ActButton } from '../../parts/ActButton';
import { Mark } from '../../parts/Mark';
import { Time } from '../../parts/Time';
import { useNow } from '../../parts/useNow';
import styles from './Merchant.module.css';

const AGE_EVERY_MS = 30_000;

const Since = ({ since }: { since: string }) => {
  const now = useNow(AGE_EVERY_MS);
  return (
    <span className={styles.soft} title={full(since)}>
      known since <Time at={since} /> ({age(since, now)})
    </span>
  );
};

const Next = ({ status, number }: { status: MerchantStatus; number: string }) => {
  const { go } = useNavigation();
  const next = (words: string, act: ReactNode) => (
    <p className={styles.next}>
      <ArrowRight size={14} aria-hidden="true" />
      <span>{words}</span>
      {act}
    </p>
  );
  if (status.maySubmit) {
    return next(
      status.next ?? '',
      <ActButton weight="primary" onPress={() => go({ at: 'onboarding', number })}>
        {status.status === 'ACTION_NEEDED' ? 'Answer what was asked for' : 'Submit onboarding'}
      </ActButton>,
    );
  }
  if (status.mayTransact) {
    return next(
      'Create its receiver accounts.',
      <ActButton
        weight="primary"
        onPress={() => go({ at: 'account-form', number: null, owner: number })}
      >
        New receiver account
      </ActButton>,
    );
  }
  return status.next ? next(status.next, null) : null;
};

type Props = { merchant: MerchantView; number: string };

export const MerchantStanding = ({ merchant, number }: Props) => {
  const { status, editIsOff } = merchant;
  return (
    <section className={styles.standing} aria-label="KYC status" data-testid="merchant-status">
      {status ? (
        <>
          <p className={styles.status}>
            <strong>
              <Mark mark={status.mark} word={status.word} title={status.said} />
            </strong>
            <code className={styles.soft}>{status.status}</code>
            <span className={styles.soft}>{status.said}</span>
            <Since since={status.since} />
          </p>
          <p>{status.meaning}</p>
          <Next status={status} number={number} />
        </>
      ) : (
        <>
          <p className={styles.status}>
            <strong>Status not known</strong>
          </p>
          <p className={styles.soft}>
            No delivery that is vouched for and no read tells it. Read the merchant now, beside
            this.
          </p>
        </>
      )}
      {editIsOff ? (
        <p className={styles.off}>
          <Lock size={14} aria-hidden="true" />
          Editing is off. {editIsOff}
        </p>
      ) : null}
    </section>
  );
};
