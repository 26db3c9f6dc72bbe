// The top of the window: whose profile this is, and the way into every command.

import { Search } from 'lucide-react';
import { Button } from 'react-aria-components';
import type { ProfileStatus } from '../ipc/bindings/ProfileStatus';
import { presses } from '../keyboard/keymap';
import { ENVIRONMENTS } from './environments';
import styles from './TopBar.module.css';

type Props = { profile: ProfileStatus; onPalette: () => void };

export const TopBar = ({ profile, onPalette }: Props) => {
  const { word, meaning } = ENVIRONMENTS[profile.environment];
  return (
    <header className={styles.bar}>
      <span
        className={styles.tag}
        data-environment={profile.environment}
        data-testid="profile-tag"
        title={meaning}
      >
        <span className={styles.word}>{word}</span>
        <span className={styles.name}>{profile.name}</span>
      </span>
      <Button className={styles.search} onPress={onPalette}>
        <Search size={14} aria-hidden="true" />
        <span className={styles.prompt}>Search or run a command</span>
        <kbd>{presses('$mod+k')[0]?.join(' ')}</kbd>
      </Button>
      <span className={styles.meaning}>{meaning}</span>
    </header>
  );
};
