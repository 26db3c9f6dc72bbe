// Connecting to Cedar: steps at the left, each proven before the next; it goes on after a restart.

import { useEffect } from 'react';
import { EnvironmentBand } from '../../frame/EnvironmentBand';
import { EnvironmentTag } from '../../frame/EnvironmentTag';
import { LockedNotice } from '../../frame/LockedNotice';
import { useAct } from '../../ipc/act';
import type { ConsoleStatus } from '../../ipc/bindings/ConsoleStatus';
import { useNavigation } from '../../navigation/Navigation';
import { TIMELINE } from '../../navigation/place';
import { ActFailed } from '../../parts/ActFailed';
import { Button } from '../../parts/Button';
import { Loading } from '../../parts/State';
import styles from './Connect.module.css';
import { type Draft, FRESH, type StepId, useDraft, writeDraft } from './draft';
import { StepCredentials } from './StepCredentials';
import { StepDelivery } from './StepDelivery';
import { StepFieldSets } from './StepFieldSets';
import { StepList } from './StepList';
import { StepOperator } from './StepOperator';
import { StepProfile } from './StepProfile';
import { StepSecret } from './StepSecret';
import { StepServer } from './StepServer';
import { StepWayIn } from './StepWayIn';
import { CONNECT_STEPS, firstOpen, type Known } from './steps';

/** Brings the profile that is being connected on the screen, should another one be there. */
const useItsProfile = (status: ConsoleStatus, draft: Draft) => {
  const show = useAct('show_profile');
  const { mutate, isIdle } = show;
  const isElsewhere =
    draft.profile !== null &&
    draft.profile !== status.open?.name &&
    status.profiles.some((profile) => profile.name === draft.profile);
  useEffect(() => {
    if (isElsewhere && isIdle && draft.profile) {
      mutate({ profile: draft.profile });
    }
  }, [isElsewhere, isIdle, mutate, draft.profile]);
  return { isComing: isElsewhere && !show.error, error: show.error };
};

type StepProps = { known: Known; step: StepId; onStep: (draft: Partial<Draft>) => void };

const Step = ({ known, step, onStep }: StepProps) => {
  const { status, profile, draft } = known;
  const next = CONNECT_STEPS[CONNECT_STEPS.findIndex((one) => one.id === step) + 1]?.id ?? step;
  const goOn = (more: Partial<Draft> = {}) => onStep({ step: next, ...more });
  // A press hands its event over, which is no part of a draft.
  const goOnPlainly = () => goOn();
  const goOnHavingRead = () => goOn({ read: [...draft.read, step] });
  if (step === 'operator') {
    return <StepOperator operator={status.operator} onDone={goOnPlainly} />;
  }
  if (step === 'profile' || !profile) {
    return <StepProfile status={status} profile={profile} onDone={goOn} />;
  }
  switch (step) {
    case 'server':
      return <StepServer profile={profile} onDone={goOnPlainly} />;
    case 'credentials':
      return <StepCredentials profile={profile} keyring={status.keyring} onDone={goOnHavingRead} />;
    case 'secret':
      return <StepSecret profile={profile} keyring={status.keyring} onDone={goOnPlainly} />;
    case 'way-in':
      return <StepWayIn profile={profile} onDone={goOnHavingRead} />;
    case 'field-sets':
      return <StepFieldSets profile={profile} onDone={goOnHavingRead} />;
    case 'delivery':
      return <StepDelivery profile={profile} />;
  }
};

export const Connect = ({ status }: { status: ConsoleStatus }) => {
  const { go } = useNavigation();
  const draft = useDraft() ?? FRESH;
  const { isComing, error } = useItsProfile(status, draft);
  const profile = status.open?.name === draft.profile ? status.open : null;
  const known: Known = { status, profile, draft };
  const reach = firstOpen(known);
  const wanted = CONNECT_STEPS.findIndex((step) => step.id === draft.step);
  const at = CONNECT_STEPS[Math.min(wanted, reach)]?.id ?? 'operator';
  const change = (changed: Partial<Draft>) =>
    writeDraft({ ...draft, isUnderWay: true, ...changed });

  useEffect(() => {
    document.title = profile
      ? `${profile.title} · Connect to Cedar · Partner Console`
      : 'Connect to Cedar · Partner Console';
  }, [profile]);

  return (
    <div className={styles.screen}>
      {profile ? <EnvironmentBand environment={profile.environment} /> : null}
      <header className={styles.header}>
        <h1>Connect to Cedar</h1>
        {profile ? (
          <span className={styles.profile}>
            <EnvironmentTag environment={profile.environment} />
            <span className={styles.title}>{profile.title}</span>
          </span>
        ) : null}
        <span className={styles.room} />
        <Button
          weight="quiet"
          onPress={() => {
            writeDraft({ ...draft, isUnderWay: false });
            go(TIMELINE);
          }}
        >
          Leave, go on later
        </Button>
      </header>
      <LockedNotice status={status} />
      <div className={styles.middle}>
        <StepList known={known} at={at} onStep={(step) => change({ step })} />
        <main className={styles.main}>
          <ActFailed error={error} />
          {isComing ? (
            <Loading what="the profile" />
          ) : (
            <Step key={at} known={known} step={at} onStep={change} />
          )}
        </main>
      </div>
    </div>
  );
};
