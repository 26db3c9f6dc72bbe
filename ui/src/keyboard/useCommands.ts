// What the window's own commands do, by their names in the keymap.

import { useMemo, useRef } from 'react';
import { useAct } from '../ipc/act';
import type { ConsoleStatus } from '../ipc/bindings/ConsoleStatus';
import { useNavigation } from '../navigation/Navigation';
import { TIMELINE } from '../navigation/place';
import { density, setDensity, setTheme } from '../preferences/preferences';
import type { ActionId } from './keymap';

export type WindowCommands = Partial<Record<ActionId, () => void>>;

type Over = { status: ConsoleStatus; openHelp: () => void; openProfiles: () => void };

export const useCommands = (over: Over): WindowCommands => {
  const { go } = useNavigation();
  const { mutate: setAuditor } = useAct('set_auditor');
  const { mutate: lock } = useAct('lock_console');
  const latest = useRef(over);
  latest.current = over;
  return useMemo(
    () => ({
      'go.desk': () => go({ at: 'desk' }),
      'go.transactions': () => go({ at: 'transactions' }),
      'go.merchants': () => go({ at: 'merchants' }),
      'go.board': () => go({ at: 'board' }),
      'go.accounts': () => go({ at: 'accounts' }),
      'merchant.new': () => go({ at: 'merchant-form', number: null }),
      'transaction.new': () =>
        go({ at: 'transaction-form', kind: null, merchant: null, account: null }),
      'go.timeline': () => go(TIMELINE),
      'go.deliveries': () => go({ at: 'deliveries', show: 'all' }),
      'go.cards': () => go({ at: 'cards', card: null }),
      'go.audit': () => go({ at: 'audit' }),
      'go.settings': () => go({ at: 'settings', section: 'profile' }),
      'go.server': () => go({ at: 'settings', section: 'server' }),
      'go.api': () => go({ at: 'settings', section: 'api' }),
      'go.wayIn': () => go({ at: 'way-in', view: 'state' }),
      'go.profile': () => latest.current.openProfiles(),
      'help.open': () => latest.current.openHelp(),
      'console.lock': () => lock({}),
      'auditor.toggle': () => setAuditor({ on: latest.current.status.mode === 'operator' }),
      'theme.next': () =>
        setTheme(document.documentElement.dataset.theme === 'dark' ? 'light' : 'dark'),
      'density.next': () => setDensity(density() === 'regular' ? 'compact' : 'regular'),
    }),
    [go, setAuditor, lock],
  );
};
