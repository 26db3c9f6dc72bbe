// Steers the simulator; only its own profile has one.

import { FlaskConical } from 'lucide-react';
import { saidOfSimulator } from '../../frame/statusWords';
import { useAct } from '../../ipc/act';
import type { ProfileStatus } from '../../ipc/bindings/ProfileStatus';
import { ActButton } from '../../parts/ActButton';
import { ActFailed } from '../../parts/ActFailed';
import { Lamp } from '../../parts/Lamp';
import { Part } from '../../parts/Part';
import { SenderSwitches } from '../../parts/SenderSwitches';
import { Empty } from '../../parts/State';
import { SendModes } from './SendModes';
import words from './words.module.css';

const Elsewhere = ({ profile }: { profile: ProfileStatus }) => {
  const start = useAct('start_simulator');
  return (
    <Empty
      icon={FlaskConical}
      title="The simulator has a profile of its own"
      action={
        <>
          <ActFailed error={start.error} />
          <ActButton isDisabled={start.isPending} onPress={() => start.mutate({})}>
            Start the simulator and go there
          </ActButton>
        </>
      }
    >
      {profile.title} never gets a made-up delivery. It keeps receiving while you look at the
      simulator.
    </Empty>
  );
};

export const Simulator = ({ profile }: { profile: ProfileStatus }) => {
  if (profile.environment !== 'simulator') {
    return <Elsewhere profile={profile} />;
  }
  const { light, words: said } = saidOfSimulator(profile.simulator);
  return (
    <>
      <p className={words.lead}>
        A process of its own on this machine that serves an API like Cedar’s, lets a day happen on
        it and signs what it sends with a secret of its own. What the API says is kept with the
        profile.
      </p>
      <Part name="The simulator">
        <p className={words.row}>
          <Lamp light={light} />
          <strong>{said}</strong>
          <span className={words.faint}>{profile.simulator.detail}</span>
        </p>
        <SenderSwitches profile={profile} />
      </Part>
      <SendModes profile={profile} />
    </>
  );
};
