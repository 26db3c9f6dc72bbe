// A merchant's onboarding, step by step, from what it needs to Cedar's answer.

import { type ReactNode, useEffect, useRef, useState } from 'react';
import { ENVIRONMENTS } from '../../frame/environments';
import { useAsk } from '../../ipc/ask';
import type { MerchantView } from '../../ipc/bindings/MerchantView';
import type { OnboardingView } from '../../ipc/bindings/OnboardingView';
import type { ProfileStatus } from '../../ipc/bindings/ProfileStatus';
import { Asked } from '../../parts/Asked';
import { OpenOfSubject } from '../../parts/form/OpenOfSubject';
import { PageHead } from '../../parts/PageHead';
import { AgreementsOfMerchant } from '../agreements/AgreementsOfMerchant';
import { DocumentsOfMerchant } from '../documents/DocumentsOfMerchant';
import { CompanyData } from './CompanyData';
import { MerchantData } from './MerchantData';
import styles from './Onboarding.module.css';
import { Standing } from './Standing';
import { firstOpen, type StepId, Steps } from './Steps';
import { Submissions } from './Submissions';
import { TestStatus } from './TestStatus';

type Props = { profile: ProfileStatus; number: string };
type KnownProps = Props & { merchant: MerchantView; view: OnboardingView };

const StepOf = ({ step, profile, number, merchant, view }: KnownProps & { step: StepId }) => {
  switch (step) {
    case 'merchant':
      return <MerchantData number={number} merchant={merchant} view={view} />;
    case 'documents':
      return <DocumentsOfMerchant profile={profile.name} merchant={number} />;
    case 'agreements':
      return <AgreementsOfMerchant profile={profile.name} merchant={number} />;
    case 'company':
      return (
        <>
          <CompanyData profile={profile.name} merchant={number} view={view} />
          <Submissions submissions={view.submissions} />
        </>
      );
  }
};

/** Takes the focus when another step is shown, so that a screen reader reads on there. */
const Shown = ({ step, children }: { step: StepId; children: ReactNode }) => {
  const frame = useRef<HTMLDivElement>(null);
  const before = useRef(step);
  useEffect(() => {
    if (before.current !== step) {
      before.current = step;
      frame.current?.focus();
    }
  }, [step]);
  return (
    <div className={styles.shown} ref={frame} tabIndex={-1} data-testid="onboarding-step">
      {children}
    </div>
  );
};

const Known = ({ profile, number, merchant, view }: KnownProps) => {
  const [step, setStep] = useState<StepId>(() => firstOpen(view));
  return (
    <div className={styles.columns}>
      <div className={styles.side}>
        <Steps view={view} shown={step} onShow={setStep} />
        {view.settable.length > 0 ? (
          <TestStatus
            profile={profile.name}
            merchant={number}
            where={ENVIRONMENTS[profile.environment].word}
            settable={view.settable}
          />
        ) : null}
      </div>
      <div className={styles.main}>
        <Standing profile={profile.name} merchant={merchant} />
        <OpenOfSubject profile={profile.name} subject={merchant.subject.key} />
        <Shown step={step}>
          <StepOf step={step} profile={profile} number={number} merchant={merchant} view={view} />
        </Shown>
      </div>
    </div>
  );
};

export const Onboarding = ({ profile, number }: Props) => {
  const { name } = profile;
  const merchant = useAsk('get_merchant', { profile: name, subject: `merchant:${number}` });
  const onboarding = useAsk('get_onboarding', { profile: name, merchant: number });
  return (
    <article className={styles.page} data-testid="onboarding">
      <Asked question={merchant} what="the merchant">
        {(known) => (
          <>
            <PageHead
              title="Onboarding"
              name={known.legalName ?? `Merchant ${number}`}
              number={number}
              what="the merchant’s number"
            />
            <Asked question={onboarding} what="the onboarding">
              {(view) => <Known profile={profile} number={number} merchant={known} view={view} />}
            </Asked>
          </>
        )}
      </Asked>
    </article>
  );
};
