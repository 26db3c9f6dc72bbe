// What the status bar says of the simulator, with its two switches.

import { Heading } from 'react-aria-components';
import type { ProfileStatus } from '../../ipc/bindings/ProfileStatus';
import { useNavigation } from '../../navigation/Navigation';
import { Button } from '../../parts/Button';
import { SenderSwitches } from '../../parts/SenderSwitches';
import styles from './abouts.module.css';

export const SimulatorAbout = ({ profile }: { profile: ProfileStatus }) => {
  const { go } = useNavigation();
  return (
    <>
      <Heading slot="title">Simulator</Heading>
      <p className={styles.words}>{profile.simulator.detail}</p>
      <SenderSwitches profile={profile} />
      <div className={styles.actions}>
        <Button
          slot="close"
          weight="quiet"
          onPress={() => go({ at: 'settings', section: 'simulator' })}
        >
          Let it send something else…
        </Button>
      </div>
    </>
  );
};
