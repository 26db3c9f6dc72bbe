// Starts and stops the simulator, pauses and resumes its sending.

import { Pause, Play, Square } from 'lucide-react';
import { useAct } from '../ipc/act';
import type { ProfileStatus } from '../ipc/bindings/ProfileStatus';
import { ActButton } from './ActButton';
import { ActFailed } from './ActFailed';
import styles from './SenderSwitches.module.css';

export const SenderSwitches = ({ profile }: { profile: ProfileStatus }) => {
  const start = useAct('start_simulator');
  const stop = useAct('stop_simulator');
  const steer = useAct('steer_simulator');
  const { state, isPaused } = profile.simulator;
  const isBusy = start.isPending || stop.isPending || steer.isPending;
  const order = isPaused ? 'resume' : 'pause';
  return (
    <>
      <ActFailed error={start.error ?? stop.error ?? steer.error} />
      <div className={styles.switches}>
        {state === 'running' ? (
          <>
            <ActButton
              isDisabled={isBusy}
              onPress={() => steer.mutate({ profile: profile.name, order: { do: order } })}
            >
              {isPaused ? <Play size={14} /> : <Pause size={14} />}
              {isPaused ? 'Go on sending' : 'Pause'}
            </ActButton>
            <ActButton isDisabled={isBusy} onPress={() => stop.mutate({})}>
              <Square size={14} />
              Stop the simulator
            </ActButton>
          </>
        ) : (
          <ActButton isDisabled={isBusy} onPress={() => start.mutate({})}>
            <Play size={14} />
            Start the simulator
          </ActButton>
        )}
      </div>
    </>
  );
};
