// What the window's own commands do, by their names in the keymap.

import { useMemo } from 'react';
import { useNavigation } from '../navigation/Navigation';
import { TIMELINE } from '../navigation/place';
import { density, setDensity, setTheme } from '../preferences/preferences';
import type { ActionId } from './keymap';

export type WindowCommands = Partial<Record<ActionId, () => void>>;

export const useCommands = ({ openHelp }: { openHelp: () => void }): WindowCommands => {
  const { go } = useNavigation();
  return useMemo(
    () => ({
      'go.timeline': () => go(TIMELINE),
      'go.deliveries': () => go({ at: 'deliveries', show: 'all' }),
      'go.audit': () => go({ at: 'audit' }),
      'go.settings': () => go({ at: 'settings' }),
      'help.open': openHelp,
      'theme.next': () =>
        setTheme(document.documentElement.dataset.theme === 'dark' ? 'light' : 'dark'),
      'density.next': () => setDensity(density() === 'regular' ? 'compact' : 'regular'),
    }),
    [go, openHelp],
  );
};
