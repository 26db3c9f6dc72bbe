// The frame around every screen: environment band, profile tag, rail, status bar, keys.

import { type ReactNode, useEffect, useState } from 'react';
import type { ProfileStatus } from '../ipc/bindings/ProfileStatus';
import { HelpDialog } from '../keyboard/HelpDialog';
import { Palette } from '../keyboard/Palette';
import { useCommands } from '../keyboard/useCommands';
import { useKeys } from '../keyboard/useKeys';
import { useNavigation } from '../navigation/Navigation';
import { ENVIRONMENTS } from './environments';
import styles from './Frame.module.css';
import { Rail } from './Rail';
import { StatusBar } from './StatusBar';
import { TopBar } from './TopBar';

type Props = { profile: ProfileStatus; version: string; children: ReactNode };

export const Frame = ({ profile, version, children }: Props) => {
  const { back } = useNavigation();
  const [open, setOpen] = useState<'palette' | 'help' | null>(null);
  const commands = useCommands({ openHelp: () => setOpen('help') });
  useKeys('everywhere', {
    ...commands,
    'palette.open': () => setOpen('palette'),
    'place.back': back,
  });

  const { word } = ENVIRONMENTS[profile.environment];
  useEffect(() => {
    document.title = `${word} · ${profile.name} · Partner Console`;
  }, [word, profile.name]);

  return (
    <div className={styles.frame} data-environment={profile.environment}>
      <div className={styles.band} data-testid="environment-band" aria-hidden="true" />
      <TopBar profile={profile} onPalette={() => setOpen('palette')} />
      <div className={styles.middle}>
        <Rail version={version} />
        <main className={styles.main}>{children}</main>
      </div>
      <StatusBar profile={profile} />
      <Palette isOpen={open === 'palette'} onClose={() => setOpen(null)} commands={commands} />
      <HelpDialog isOpen={open === 'help'} onClose={() => setOpen(null)} />
    </div>
  );
};
