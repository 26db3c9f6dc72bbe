// What the palette offers: what was typed as a subject, commands, profiles, sections of settings.

import { useMemo } from 'react';
import { ENVIRONMENTS } from '../frame/environments';
import { PROFILE_STATES } from '../frame/profileWords';
import type { ProfileView } from '../ipc/bindings/ProfileView';
import { useNavigation } from '../navigation/Navigation';
import { SETTINGS_SECTIONS } from '../navigation/place';
import { readSubject, subjectLabel } from '../navigation/subject';
import { SECTION_NAMES } from '../screens/settings/sections';
import { ACTIONS, type Binding } from './keymap';
import { deliveryItemId, type PaletteItem, pageItemId, subjectItemId } from './paletteItem';
import type { WindowCommands } from './useCommands';

type Go = ReturnType<typeof useNavigation>['go'];

/** What names one thing by its number is offered even before it is known to exist. */
const typedItems = (typed: string, go: Go): PaletteItem[] => {
  const items: PaletteItem[] = [];
  const subject = readSubject(typed);
  if (subject) {
    items.push({
      id: subjectItemId(subject),
      label: `${subjectLabel(subject)}: timeline`,
      group: 'Open',
      run: () => go({ at: 'timeline', subject, show: 'all' }),
    });
  }
  const [kind, number] = subject?.split(':') ?? [];
  if (subject && number && (kind === 'merchant' || kind === 'account' || kind === 'transaction')) {
    items.push({
      id: pageItemId(subject),
      label: `${subjectLabel(subject)}: page`,
      group: 'Open',
      run: () => go({ at: kind, number }),
    });
  }
  const read = /^(?:read|call|observation)\s*[:# ]\s*([1-9][0-9]{0,8})$/i.exec(typed.trim())?.[1];
  if (read) {
    items.push({
      id: `observation ${read}`,
      label: `Call of entry ${read}`,
      group: 'Open',
      run: () => go({ at: 'observation', sequence: Number(read) }),
    });
  }
  const entry = /^(?:delivery|entry)\s*[:# ]\s*([1-9][0-9]{0,8})$/i.exec(typed.trim())?.[1];
  if (entry) {
    items.push({
      id: deliveryItemId(Number(entry)),
      label: `Delivery of entry ${entry}`,
      group: 'Open',
      run: () => go({ at: 'delivery', sequence: Number(entry) }),
    });
  }
  return items;
};

const commandItems = (commands: WindowCommands): PaletteItem[] =>
  ACTIONS.flatMap(([id, binding]: [keyof WindowCommands, Binding]) => {
    const run = commands[id];
    const { label, group, keys } = binding;
    return binding.isCommand && run ? [{ id, label, group, keys: keys[0], run }] : [];
  });

const profileItems = (
  profiles: ProfileView[],
  shown: string,
  onShow: (profile: string) => void,
): PaletteItem[] =>
  profiles
    .filter((profile) => profile.name !== shown)
    .map(({ name, title, environment, state }) => ({
      id: `profile ${name}`,
      label: `${ENVIRONMENTS[environment].word} · ${title}`,
      detail: PROFILE_STATES[state].word,
      group: 'Profile',
      run: () => onShow(name),
    }));

/** What the section of the profile does. */
const OF_PROFILE = [
  ['profile.export', 'Save this profile as a file'],
  ['profile.import', 'Import a profile from a file'],
  ['profile.delete', 'Delete this profile…'],
] as const;

type Sources = {
  typed: string;
  commands: WindowCommands;
  profiles: ProfileView[];
  shown: string;
  onShow: (profile: string) => void;
};

/** `typed` are offered as they are; the `named` are still to be looked through by their labels. */
export const usePaletteItems = (sources: Sources) => {
  const { go } = useNavigation();
  const { typed, commands, profiles, shown, onShow } = sources;
  const named = useMemo(
    () => [
      ...commandItems(commands),
      ...profileItems(profiles, shown, onShow),
      ...SETTINGS_SECTIONS.map((section) => ({
        id: `settings ${section}`,
        label: SECTION_NAMES[section],
        group: 'Settings',
        run: () => go({ at: 'settings', section }),
      })),
      {
        id: 'reads',
        label: 'What was read from the API',
        group: 'Go to',
        run: () => go({ at: 'timeline', subject: null, show: 'all', only: 'reads' }),
      },
      {
        id: 'way-in set-up',
        label: 'Set up the way in',
        group: 'Go to',
        run: () => go({ at: 'way-in', view: 'set-up' }),
      },
      {
        id: 'gaps',
        label: 'Gaps, and what was missed in them',
        group: 'Go to',
        run: () => go({ at: 'way-in', view: 'gaps' }),
      },
      ...OF_PROFILE.map(([id, label]) => ({
        id,
        label,
        group: 'Profile',
        run: () => go({ at: 'settings', section: 'profile' }),
      })),
      {
        id: 'merchant new',
        label: 'New merchant',
        group: 'Go to',
        run: () => go({ at: 'merchant-form', number: null }),
      },
      {
        id: 'account new',
        label: 'New receiver account',
        group: 'Go to',
        run: () => go({ at: 'account-form', number: null, owner: null }),
      },
      {
        id: 'connect',
        label: 'Add a profile: connect to Cedar',
        group: 'Profile',
        run: () => go({ at: 'connect' }),
      },
    ],
    [commands, profiles, shown, onShow, go],
  );
  const known = useMemo(() => typedItems(typed, go), [typed, go]);
  return { typed: known, named };
};
