// The command palette: runs what the keymap names, opens a subject or an entry that is typed.

import { useMemo, useState } from 'react';
import {
  Autocomplete,
  Dialog,
  Input,
  Menu,
  MenuItem,
  Modal,
  ModalOverlay,
  SearchField,
  Text,
  useFilter,
} from 'react-aria-components';
import { useNavigation } from '../navigation/Navigation';
import { readSubject, subjectLabel } from '../navigation/subject';
import { Keys } from './Keys';
import { ACTIONS, type Binding } from './keymap';
import styles from './Palette.module.css';
import type { WindowCommands } from './useCommands';

type Item = { id: string; label: string; group: string; keys: string | null; run: () => void };

const SUBJECT_GROUP = 'Open';

const useItems = (typed: string, commands: WindowCommands): Item[] => {
  const { go } = useNavigation();
  return useMemo(() => {
    const found: Item[] = [];
    const subject = readSubject(typed);
    if (subject) {
      found.push({
        id: 'subject',
        label: `${subjectLabel(subject)}: timeline`,
        group: SUBJECT_GROUP,
        keys: null,
        run: () => go({ at: 'timeline', subject, show: 'all' }),
      });
    }
    const entry = /^(?:delivery|entry)\s*[:# ]\s*([1-9][0-9]{0,8})$/i.exec(typed.trim())?.[1];
    if (entry) {
      found.push({
        id: 'entry',
        label: `Delivery of entry ${entry}`,
        group: SUBJECT_GROUP,
        keys: null,
        run: () => go({ at: 'delivery', sequence: Number(entry) }),
      });
    }
    for (const [id, binding] of ACTIONS as [keyof WindowCommands, Binding][]) {
      const run = commands[id];
      if (binding.isCommand && run) {
        const { label, group, keys } = binding;
        found.push({ id, label, group, keys: keys[0] ?? null, run });
      }
    }
    return found;
  }, [typed, commands, go]);
};

type Props = { isOpen: boolean; onClose: () => void; commands: WindowCommands };

const PaletteList = ({ onClose, commands }: Omit<Props, 'isOpen'>) => {
  const [typed, setTyped] = useState('');
  const items = useItems(typed, commands);
  const { contains } = useFilter({ sensitivity: 'base' });
  const shown = items.filter((item) => item.group === SUBJECT_GROUP || contains(item.label, typed));
  return (
    <Autocomplete inputValue={typed} onInputChange={setTyped}>
      <SearchField className={styles.field} aria-label="Search or run a command" autoFocus>
        <Input placeholder="A command, or “transaction 7”, “merchant 12”, “delivery 48”" />
      </SearchField>
      <Menu
        className={styles.menu}
        aria-label="Commands"
        items={shown}
        dependencies={[typed]}
        renderEmptyState={() => (
          <p className={styles.none}>Nothing is called so. Type a subject and its number.</p>
        )}
        onAction={(key) => {
          onClose();
          shown.find((item) => item.id === key)?.run();
        }}
      >
        {(item: Item) => (
          <MenuItem className={styles.item} id={item.id} textValue={item.label}>
            <Text slot="description" className={styles.group}>
              {item.group}
            </Text>
            <Text slot="label" className={styles.label}>
              {item.label}
            </Text>
            {item.keys ? <Keys keys={item.keys} /> : null}
          </MenuItem>
        )}
      </Menu>
    </Autocomplete>
  );
};

export const Palette = ({ isOpen, onClose, commands }: Props) => (
  <ModalOverlay
    className={styles.veil}
    isOpen={isOpen}
    onOpenChange={(open) => (open ? undefined : onClose())}
    isDismissable
  >
    <Modal className={styles.modal}>
      <Dialog className={styles.dialog} aria-label="Commands">
        <PaletteList onClose={onClose} commands={commands} />
      </Dialog>
    </Modal>
  </ModalOverlay>
);
