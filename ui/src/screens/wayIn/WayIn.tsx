// The way in: its state, setting it up, and the gaps in which nothing could have come.

import { House } from 'lucide-react';
import type { ProfileStatus } from '../../ipc/bindings/ProfileStatus';
import { useNavigation } from '../../navigation/Navigation';
import type { WayInView } from '../../navigation/place';
import { Chips } from '../../parts/Chips';
import { Empty } from '../../parts/State';
import { Gaps } from './Gaps';
import { SetUp } from './SetUp';
import { WayInStateView } from './WayInStateView';
import styles from './wayIn.module.css';

const VIEWS: { id: WayInView; label: string }[] = [
  { id: 'state', label: 'State' },
  { id: 'set-up', label: 'Set up' },
  { id: 'gaps', label: 'Gaps' },
];

type Props = { profile: ProfileStatus; view: WayInView };

const SetUpView = ({ profile }: { profile: ProfileStatus }) =>
  profile.wayIn.state === 'not_needed' ? (
    <Empty icon={House} title="None is needed here">
      The simulator sends on this machine: there is nothing to set up.
    </Empty>
  ) : (
    <div className={styles.content}>
      <SetUp profile={profile} isWhole />
    </div>
  );

export const WayIn = ({ profile, view }: Props) => {
  const { replace } = useNavigation();
  return (
    <div className={styles.screen}>
      <header className={styles.head}>
        <h1>Way in</h1>
        <Chips
          label="Which part"
          options={VIEWS}
          chosen={view}
          onChoose={(chosen) => replace({ at: 'way-in', view: chosen })}
        />
      </header>
      {view === 'state' ? <WayInStateView profile={profile} /> : null}
      {view === 'set-up' ? <SetUpView profile={profile} /> : null}
      {view === 'gaps' ? <Gaps profile={profile} /> : null}
    </div>
  );
};
