// The top of the window: whose profile this is, every command, the way in, who works here.

import { Search } from 'lucide-react';
import { Button } from 'react-aria-components';
import type { ConsoleStatus } from '../ipc/bindings/ConsoleStatus';
import type { ProfileStatus } from '../ipc/bindings/ProfileStatus';
import { presses } from '../keyboard/keymap';
import { OperatorMenu } from './OperatorMenu';
import { ProfileSwitcher } from './ProfileSwitcher';
import styles from './TopBar.module.css';
import { WayInBadge } from './WayInBadge';

type Props = {
  status: ConsoleStatus;
  open: ProfileStatus;
  onShow: (profile: string) => void;
  onPalette: () => void;
  isSwitching: boolean;
  onSwitching: (isOpen: boolean) => void;
};

export const TopBar = ({ status, open, ...rest }: Props) => (
  <header className={styles.bar}>
    <ProfileSwitcher
      open={open}
      profiles={status.profiles}
      onShow={rest.onShow}
      isOpen={rest.isSwitching}
      onOpenChange={rest.onSwitching}
    />
    <Button className={styles.search} onPress={rest.onPalette}>
      <Search size={14} aria-hidden="true" />
      <span className={styles.prompt}>Search or run a command</span>
      <kbd>{presses('$mod+k')[0]?.join(' ')}</kbd>
    </Button>
    <div className={styles.end}>
      <WayInBadge badge={open.wayIn} />
      <OperatorMenu operator={status.operator} mode={status.mode} lock={status.lock} />
    </div>
  </header>
);
