// Sets the way in up: choose, configure, connect and prove, tell the platform, see what comes.

import { useState } from 'react';
import { useAsk } from '../../ipc/ask';
import type { ProfileStatus } from '../../ipc/bindings/ProfileStatus';
import type { WayInProvider } from '../../ipc/bindings/WayInProvider';
import type { WayInView } from '../../ipc/bindings/WayInView';
import { useMayChange } from '../../ipc/mayChange';
import { useStatus } from '../../ipc/useStatus';
import { useKept } from '../../navigation/useKept';
import { Asked } from '../../parts/Asked';
import { Button } from '../../parts/Button';
import { isProven } from '../../parts/wayIn/states';
import { ChooseProvider } from './ChooseProvider';
import { Configure } from './Configure';
import { FirstDelivery } from './FirstDelivery';
import { Prove } from './Prove';
import { SetUpStep } from './SetUpStep';
import { SetUpSteps } from './SetUpSteps';
import { firstStep, reachOf, type SetUpStepId, stepsOf } from './steps';
import { TellPlatform } from './TellPlatform';
import styles from './wayIn.module.css';

type Left = { step: SetUpStepId; provider: WayInProvider | null };

type Props = {
  profile: ProfileStatus;
  /** Whether telling the platform and the first delivery are steps of it. */
  isWhole: boolean;
  onFinish?: () => void;
};

type FlowProps = Props & { view: WayInView };

const Flow = ({ profile, view, isWhole, onFinish }: FlowProps) => {
  const keyring = useStatus().data?.keyring;
  const { may } = useMayChange();
  const found = useKept((): Left => left);
  const [left, setLeft] = useState<Left>(
    () => found ?? { step: firstStep(view), provider: view.setup?.provider ?? null },
  );
  const to = (changed: Partial<Left>) => setLeft({ ...left, ...changed });
  const { provider } = left;
  const reach = reachOf(view, provider);
  const step = reach.includes(left.step) ? left.step : (reach.at(-1) ?? 'choose');
  if (!keyring) {
    return null;
  }
  const proven = isProven(view.badge.state);
  return (
    <div className={styles.flow}>
      {view.whyNot ? <p className={styles.look}>{view.whyNot}</p> : null}
      <SetUpSteps
        steps={stepsOf(isWhole)}
        at={step}
        reach={reach}
        view={view}
        onStep={(id) => to({ step: id })}
      />
      <SetUpStep key={step} step={step} isInner={!isWhole}>
        {step === 'choose' ? (
          <>
            <ChooseProvider
              choices={view.choices}
              value={provider}
              isDisabled={!may}
              onChange={(chosen) => to({ provider: chosen })}
            />
            <div className={styles.goOn}>
              <Button
                weight="primary"
                isDisabled={provider === null}
                onPress={() => to({ step: 'configure' })}
              >
                Go on to configure
              </Button>
            </div>
          </>
        ) : null}
        {step === 'configure' && provider ? (
          <Configure
            key={provider}
            profile={profile.name}
            view={view}
            provider={provider}
            keyring={keyring}
            onSaved={() => to({ step: 'prove' })}
          />
        ) : null}
        {step === 'prove' ? (
          <>
            <Prove profile={profile.name} view={view} keyring={keyring} />
            {isWhole ? (
              <div className={styles.acts}>
                <Button
                  weight={proven ? 'primary' : 'plain'}
                  isDisabled={view.platformUrl === null}
                  onPress={() => to({ step: 'platform' })}
                >
                  {proven ? 'Go on to the platform' : 'Go on without the proof'}
                </Button>
              </div>
            ) : null}
          </>
        ) : null}
        {step === 'platform' && view.platformUrl ? (
          <TellPlatform
            profile={profile.name}
            url={view.platformUrl}
            isSet={view.isUrlSet}
            isFleeting={!view.isUrlLasting}
            onDone={() => to({ step: 'delivery' })}
          />
        ) : null}
        {step === 'delivery' ? (
          <FirstDelivery profile={profile} seen={view.seen} {...(onFinish ? { onFinish } : {})} />
        ) : null}
      </SetUpStep>
    </div>
  );
};

export const SetUp = (props: Props) => (
  <Asked question={useAsk('get_way_in', { profile: props.profile.name })} what="the way in">
    {(view) => <Flow {...props} view={view} />}
  </Asked>
);
