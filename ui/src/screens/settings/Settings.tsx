// The settings: sections at the left, of which one is open; each has an address of its own.

import { Button } from 'react-aria-components';
import type { ProfileStatus } from '../../ipc/bindings/ProfileStatus';
import { useNavigation } from '../../navigation/Navigation';
import type { SettingsSection } from '../../navigation/place';
import { Operations } from '../operations/Operations';
import { Operators } from '../operators/Operators';
import { Policy } from '../policy/Policy';
import { Server } from '../server/Server';
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
import { WayInSection } from './WayInSection';

const GROUPS: { name: 'profile' | 'console'; sections: SettingsSection[] }[] = [
  {
    name: 'profile',
    sections: [
      'profile',
      'server',
      'api',
      'secrets',
      'way-in',
      'policy',
      'operators',
      'field-sets',
      'simulator',
    ],
  },
  { name: 'console', sections: ['operator', 'keyring', 'appearance', 'about'] },
];

type Props = { profile: ProfileStatus; section: SettingsSection; operation?: string };

const Section = ({ profile, section, operation }: Props) => {
  switch (section) {
    case 'profile':
      return <Profile profile={profile.name} />;
    case 'server':
      return <Server profile={profile} />;
    case 'api':
      return <Operations profile={profile} operation={operation ?? null} />;
    case 'secrets':
      return <Secrets profile={profile.name} />;
    case 'way-in':
      return <WayInSection badge={profile.wayIn} />;
    case 'field-sets':
      return <FieldSets profile={profile.name} />;
    case 'policy':
      return <Policy profile={profile.name} />;
    case 'operators':
      return <Operators profile={profile.name} />;
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

/** These have a head of their own, and use all of the room. */
const IS_WIDE: readonly SettingsSection[] = ['api'];

export const Settings = (props: Props) => {
  const { profile, section } = props;
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
      {IS_WIDE.includes(section) ? (
        <div className={styles.wide}>
          <Section key={section} {...props} />
        </div>
      ) : (
        <div className={styles.content}>
          <h2 className={styles.title}>{SECTION_NAMES[section]}</h2>
          <Section key={section} {...props} />
        </div>
      )}
    </div>
  );
};
