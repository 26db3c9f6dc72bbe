// The frame around every screen: environment band, profile tag, rail, status bar, keys.

import { CircleAlert } from 'lucide-react';
import { type ReactNode, useEffect, useState } from 'react';
import type { ConsoleStatus } from '../ipc/bindings/ConsoleStatus';
import type { ProfileStatus } from '../ipc/bindings/ProfileStatus';
import { HelpDialog } from '../keyboard/HelpDialog';
import { Palette } from '../keyboard/Palette';
import { useCommands } from '../keyboard/useCommands';
import { useKeys } from '../keyboard/useKeys';
import { useNavigation } from '../navigation/Navigation';
import { Button } from '../parts/Button';
import { Notice } from '../parts/Notice';
import { EnvironmentBand } from './EnvironmentBand';
import { ENVIRONMENTS } from './environments';
import styles from './Frame.module.css';
import { LockedNotice } from './LockedNotice';
import { PolicyNotice } from './PolicyNotice';
import { Rail } from './Rail';
import { SetUpNotice } from './SetUpNotice';
import { StatusBar } from './StatusBar';
import { TopBar } from './TopBar';
import { useShowProfile } from './useShowProfile';
import { Welcome } from './Welcome';

type Props = { status: ConsoleStatus; open: ProfileStatus; children: ReactNode };

export const Frame = ({ status, open, children }: Props) => {
  const { back, place } = useNavigation();
  const [over, setOver] = useState<'palette' | 'help' | 'profiles' | null>(null);
  const switching = useShowProfile();
  const commands = useCommands({
    status,
    openHelp: () => setOver('help'),
    openProfiles: () => setOver('profiles'),
  });
  useKeys('everywhere', {
    ...commands,
    'palette.open': () => setOver('palette'),
    'place.back': back,
  });

  const { word } = ENVIRONMENTS[open.environment];
  const waiting = open.desk > 0 ? `(${open.desk}) ` : '';
  useEffect(() => {
    document.title = `${waiting}${word} · ${open.title} · Partner Console`;
  }, [waiting, word, open.title]);

  return (
    <div className={styles.frame} data-environment={open.environment}>
      <EnvironmentBand environment={open.environment} />
      <TopBar
        status={status}
        open={open}
        onShow={switching.show}
        onPalette={() => setOver('palette')}
        isSwitching={over === 'profiles'}
        onSwitching={(isOpen) => setOver(isOpen ? 'profiles' : null)}
      />
      <LockedNotice status={status} />
      <SetUpNotice open={open} />
      {place.at === 'desk' ? <PolicyNotice profile={open.name} /> : null}
      {switching.error ? (
        <Notice icon={CircleAlert} tone="bad" label="The profile was not opened">
          <span role="alert">{switching.error.message}</span>
          <Button weight="quiet" onPress={switching.forget}>
            Close
          </Button>
        </Notice>
      ) : null}
      <div className={styles.middle}>
        <Rail version={status.version} desk={open.desk} cards={open.cards} />
        <main className={styles.main}>
          {open.environment === 'simulator' && place.at === 'timeline' ? <Welcome /> : null}
          {children}
        </main>
      </div>
      <StatusBar status={status} open={open} />
      <Palette
        isOpen={over === 'palette'}
        onClose={() => setOver(null)}
        commands={commands}
        status={status}
        open={open}
        onShow={switching.show}
      />
      <HelpDialog isOpen={over === 'help'} onClose={() => setOver(null)} />
    </div>
  );
};
