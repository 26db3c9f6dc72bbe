// Where the merchant stands while it is onboarded: the status with its assurance, what comes next.

import { ArrowRight, RotateCw } from 'lucide-react';
import { age } from '../../format/time';
import { useAct } from '../../ipc/act';
import type { MerchantView } from '../../ipc/bindings/MerchantView';
import { ActButton } from '../../parts/ActButton';
import { ActFailed } from '../../parts/ActFailed';
import { Mark } from '../../parts/Mark';
import { Time } from '../../parts/Time';
import { useNow } from '../../parts/useNow';
import styles from './Onboarding.module.css';

const AGE_EVERY_MS = 30_000;

type Props = { profile: string; merchant: MerchantView };

export const Standing = ({ profile, merchant }: Props) => {
  const now = useNow(AGE_EVERY_MS);
  const read = useAct('read_subject', ['get_merchant', 'get_onboarding', 'subject_facts']);
  const { status, subject } = merchant;
  return (
    <section
      className={styles.standing}
      aria-label="KYC status"
      aria-live="polite"
      data-testid="onboarding-status"
      data-status={status?.status}
    >
      <p className={styles.status}>
        {status ? (
          <>
            <strong>
              <Mark mark={status.mark} word={status.word} title={status.said} />
            </strong>
            <code className={styles.soft}>{status.status}</code>
            <span className={styles.soft}>{status.said}</span>
            <span className={styles.soft}>
              known since <Time at={status.since} /> ({age(status.since, now)})
            </span>
          </>
        ) : (
          <strong>Status not known</strong>
        )}
        <span className={styles.room} />
        <ActButton
          weight="quiet"
          isDisabled={read.isPending}
          onPress={() => read.mutate({ profile, subject: subject.key })}
        >
          <RotateCw size={14} aria-hidden="true" />
          Read it now
        </ActButton>
      </p>
      <p>
        {status
          ? status.meaning
          : 'No delivery that is vouched for and no read tells it. Read it from the API.'}
      </p>
      {status?.next ? (
        <p className={styles.next}>
          <ArrowRight size={14} aria-hidden="true" />
          {status.next}
        </p>
      ) : null}
      <ActFailed error={read.error} />
    </section>
  );
};
