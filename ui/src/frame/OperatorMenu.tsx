// Who works here and whether anything can be changed, at the right of the top bar.

import { ChevronDown, Eye, Lock, UserRound } from 'lucide-react';
import { useId } from 'react';
import {
  Button,
  Menu,
  MenuItem,
  MenuTrigger,
  Popover,
  VisuallyHidden,
} from 'react-aria-components';
import { useAct } from '../ipc/act';
import type { ConsoleStatus } from '../ipc/bindings/ConsoleStatus';
import { useNavigation } from '../navigation/Navigation';
import styles from './OperatorMenu.module.css';

type Props = Pick<ConsoleStatus, 'operator' | 'mode' | 'lock'>;

export const OperatorMenu = ({ operator, mode, lock }: Props) => {
  const { go } = useNavigation();
  const setAuditor = useAct('set_auditor');
  const doLock = useAct('lock_console');
  const hasKeys = lock.state !== 'none';
  const aboutId = useId();
  const isAuditing = mode !== 'operator';
  const Icon = isAuditing ? Eye : UserRound;
  const name = operator ?? 'No name yet';
  const acts: Record<string, () => void> = {
    mode: () => setAuditor.mutate({ on: !isAuditing }),
    name: () => go({ at: 'settings', section: 'operator' }),
    other: () => doLock.mutate({}),
  };
  const menu = (
    <MenuTrigger>
      <Button className={styles.trigger} data-auditing={isAuditing} aria-describedby={aboutId}>
        <Icon size={14} aria-hidden="true" />
        <span className={styles.name}>{name}</span>
        {isAuditing ? <span className={styles.mode}> AUDITOR</span> : null}
        <ChevronDown size={14} aria-hidden="true" />
      </Button>
      <VisuallyHidden id={aboutId}>Who works here, and the auditor’s mode</VisuallyHidden>
      <Popover className={styles.popover} placement="bottom end" offset={4}>
        <Menu
          className={styles.menu}
          aria-label="Operator"
          disabledKeys={mode === 'auditor_only' ? ['mode'] : []}
          onAction={(key) => acts[String(key)]?.()}
        >
          {hasKeys ? (
            <MenuItem className={styles.item} id="other" textValue="Somebody else">
              <Lock size={14} aria-hidden="true" />
              <span>Somebody else works here…</span>
              <span className={styles.description}>Locks, and unlocks by another passphrase</span>
            </MenuItem>
          ) : (
            <MenuItem className={styles.item} id="name" textValue="Name">
              <UserRound size={14} aria-hidden="true" />
              <span>{operator ? 'Change the name…' : 'Say who works here…'}</span>
              <span className={styles.description}>Stands on all that is decided here</span>
            </MenuItem>
          )}
          <MenuItem className={styles.item} id="mode" textValue="Auditor’s mode">
            <Eye size={14} aria-hidden="true" />
            <span>{isAuditing ? 'Leave the auditor’s mode' : 'Enter the auditor’s mode'}</span>
            <span className={styles.description}>
              {mode === 'auditor_only'
                ? 'The program was started for auditors alone'
                : 'Nothing can be changed in it; deliveries are kept as ever'}
            </span>
          </MenuItem>
        </Menu>
      </Popover>
    </MenuTrigger>
  );
  return hasKeys ? (
    <div className={styles.you}>
      {menu}
      <Button className={styles.lock} onPress={() => doLock.mutate({})}>
        <Lock size={14} aria-hidden="true" />
        Lock
      </Button>
    </div>
  ) : (
    menu
  );
};
