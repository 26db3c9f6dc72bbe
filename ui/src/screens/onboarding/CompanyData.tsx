// The company data: typed, reviewed as the JSON that will be sent, submitted; or why not now.

import { Lock, TriangleAlert } from 'lucide-react';
import { useCallback, useEffect, useState } from 'react';
import type { OnboardingView } from '../../ipc/bindings/OnboardingView';
import { useMayChange } from '../../ipc/mayChange';
import { ActButton } from '../../parts/ActButton';
import { ActionForm } from '../../parts/form/ActionForm';
import type { Checked } from '../../parts/form/findings';
import type { FormState } from '../../parts/form/form';
import { keeperOf } from '../../parts/form/keepDraft';
import { Empty } from '../../parts/State';
import { beginCompany, checkCompany, companyGroups, submission } from './companyFields';
import { DocumentLinks } from './DocumentLinks';
import styles from './Onboarding.module.css';
import { LABELS } from './Steps';

const NotReady = ({ view }: { view: OnboardingView }) => {
  const open = view.readiness.filter(({ readiness }) => readiness !== 'ready');
  return open.length === 0 ? null : (
    <ul className={styles.notReady} aria-label="Not ready">
      {open.map(({ part, detail }) => (
        <li key={part}>
          <TriangleAlert size={14} aria-hidden="true" />
          <span>
            {LABELS[part]}: {detail}
          </span>
        </li>
      ))}
    </ul>
  );
};

type Props = { profile: string; merchant: string; view: OnboardingView };

export const CompanyData = ({ profile, merchant, view }: Props) => {
  const { companyTypes, industries, services, submitted } = view;
  // Each submission has a draft of its own. One that was done in this visit stays on the screen
  // with its outcome, while the merchant is locked already.
  const [round, setRound] = useState(submitted);
  // Lists of words come with each answer; they are the same as long as their words are.
  const words = JSON.stringify([companyTypes, industries, services]);
  const check = useCallback(
    (form: FormState) => {
      const [types, all, known] = JSON.parse(words) as string[][];
      const lists = { companyTypes: types ?? [], industries: all ?? [], services: known ?? [] };
      return Promise.resolve(checkCompany(form, lists));
    },
    [words],
  );
  const isDoneHere = round < submitted;
  // The draft of what was submitted in an earlier visit, which ended before it was taken away.
  const { may } = useMayChange();
  useEffect(() => {
    if (may && round > 0) {
      const before = keeperOf(profile, `onboarding:${merchant}:${round - 1}`);
      before.discard().catch(() => undefined); // One that stays costs nothing but its file.
    }
  }, [may, profile, merchant, round]);
  if (!view.maySubmit && !isDoneHere) {
    return (
      <Empty icon={Lock} title="It can’t be submitted now">
        {view.whyNot}
      </Empty>
    );
  }
  return (
    <section className={styles.section} aria-label="Company data" data-testid="company-data">
      <h2>Company data and submission</h2>
      {submitted > 0 && !isDoneHere ? (
        <p className={styles.soft}>What was submitted last time stands here to begin with.</p>
      ) : null}
      <ActionForm
        key={round}
        profile={profile}
        draftKey={`onboarding:${merchant}:${round}`}
        name="Company data"
        act="Submit the onboarding"
        groups={companyGroups({ companyTypes, industries, services })}
        begin={() => beginCompany(view)}
        check={check}
        above={() => <NotReady view={view} />}
        toWish={(form: FormState, checked: Checked) => submission(merchant, form, checked)}
        hasFurther
        aside={(form, onChange) => (
          <DocumentLinks profile={profile} merchant={merchant} form={form} onChange={onChange} />
        )}
        done={() =>
          isDoneHere && view.maySubmit ? (
            <ActButton weight="primary" onPress={() => setRound(submitted)}>
              Submit again
            </ActButton>
          ) : (
            <p className={styles.soft}>
              Cedar’s answer comes as an event and is confirmed by a read; the status stands above.
            </p>
          )
        }
      />
    </section>
  );
};
