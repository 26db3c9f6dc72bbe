// The settings: sections at the left, of which one is open; each has an address of its own.

import { Button } from 'react-aria-components';
import type { ProfileStatus } from '../../ipc/bindings/ProfileStatus';
import { useNavigation } from '../../navigation/Navigation';
import type { SettingsSection } from '../../navigation/place';
import { About } from './About';
import { Appearance } from './Appearance';
import { FieldSets } from './FieldSets';
import { Keyring } from './Keyring';
import { Operator } from './Operator';
import { Profile } from './Profile';
import { Secrets } from './Secrets';
import styles from './Settings.module.css';
import { Simulator } from './Simulator';
import { SECTION_NAMES } from './sections';

const GROUPS: { name: 'profile' | 'console'; sections: SettingsSection[] }[] = [
  { name: 'profile', sections: ['profile', 'secrets', 'field-sets', 'simulator'] },
  { name: 'console', sections: ['operator', 'keyring', 'appearance', 'about'] },
];

type Props = { profile: ProfileStatus; section: SettingsSection };

const Section = ({ profile, section }: Props) => {
  switch (section) {
    case 'profile':
      return <Profile profile={profile.name} />;
    case 'secrets':
      return <Secrets profile={profile.name} />;
    case 'field-sets':
      return <FieldSets profile={profile.name} />;
    case 'simulator':
      return <Simulator profile={profile} />;
    case 'operator':
      return <Operator />;
    case 'keyring':
      return <Keyring />;
    case 'appearance':
      return <Appearance />;
    case 'about':
      return <About />;
  }
};

export const Settings = ({ profile, section }: Props) => {
  const { replace } = useNavigation();
  return (
    <div className={styles.screen}>
      <nav className={styles.sections} aria-label="Settings">
        <h1 className={styles.name}>Settings</h1>
        {GROUPS.map((group) => (
          <div key={group.name} className={styles.group}>
            <span className={styles.groupName} title={profile.title}>
              {group.name === 'profile' ? profile.title : 'This console'}
            </span>
            {group.sections.map((one) => (
              <Button
                key={one}
                className={styles.section}
                aria-current={one === section ? 'page' : undefined}
                onPress={() => replace({ at: 'settings', section: one })}
              >
                {SECTION_NAMES[one]}
              </Button>
            ))}
          </div>
        ))}
      </nav>
      <div className={styles.content}>
        <h2 className={styles.title}>{SECTION_NAMES[section]}</h2>
        <Section key={section} profile={profile} section={section} />
      </div>
    </div>
  );
};
