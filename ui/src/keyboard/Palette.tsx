// The command palette: places, commands and profiles by their names, and what a search finds.

import { useState } from 'react';
import {
  Autocomplete,
  Dialog,
  Input,
  Menu,
  MenuItem,
  Modal,
  ModalOverlay,
  SearchField,
  useFilter,
} from 'react-aria-components';
import type { ConsoleStatus } from '../ipc/bindings/ConsoleStatus';
import type { ProfileStatus } from '../ipc/bindings/ProfileStatus';
import { Mark } from '../parts/Mark';
import { Keys } from './Keys';
import styles from './Palette.module.css';
import type { PaletteItem } from './paletteItem';
import { SearchState } from './SearchState';
import type { WindowCommands } from './useCommands';
import { usePaletteItems } from './usePaletteItems';
import { useSearch } from './useSearch';

type Props = {
  isOpen: boolean;
  onClose: () => void;
  commands: WindowCommands;
  status: ConsoleStatus;
  open: ProfileStatus;
  onShow: (profile: string) => void;
};

/** Its name is all that stands on it but the group and the keys. */
const Line = ({ item }: { item: PaletteItem }) => (
  <MenuItem className={styles.item} id={item.id} textValue={item.label}>
    <span className={styles.group} aria-hidden="true">
      {item.group}
    </span>
    <span className={styles.label}>
      <bdi>{item.label}</bdi>
    </span>
    {item.detail ? <span className={styles.detail}>{item.detail}</span> : null}
    {item.mark ? <Mark mark={item.mark} /> : null}
    {item.keys ? (
      <span className={styles.keys} aria-hidden="true">
        <Keys keys={item.keys} />
      </span>
    ) : null}
  </MenuItem>
);

const PaletteList = ({ onClose, commands, status, open, onShow }: Omit<Props, 'isOpen'>) => {
  const [typed, setTyped] = useState('');
  const { contains } = useFilter({ sensitivity: 'base' });
  const items = usePaletteItems({
    typed,
    commands,
    profiles: status.profiles,
    shown: open.name,
    onShow,
  });
  const search = useSearch(open.name, typed);
  const shown = [
    ...items.typed.filter(({ id }) => search.hits.every((hit) => hit.id !== id)),
    ...search.hits,
    ...items.named.filter((item) => contains(`${item.group} ${item.label}`, typed)),
  ];
  return (
    <Autocomplete inputValue={typed} onInputChange={setTyped}>
      <SearchField className={styles.field} aria-label="Search or run a command" autoFocus>
        <Input placeholder="An id, a UUID, a name, “transaction 7”, or a command" />
      </SearchField>
      {/* No line has the focus while one types: the keyboard must reach what scrolls. */}
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: see above */}
      <div className={styles.lines} tabIndex={0}>
        <Menu
          className={styles.menu}
          aria-label="Commands"
          items={shown}
          dependencies={[typed, search.hits]}
          renderEmptyState={() => <p className={styles.none}>No command is called so.</p>}
          onAction={(key) => {
            onClose();
            shown.find((item) => item.id === key)?.run();
          }}
        >
          {(item: PaletteItem) => <Line key={item.id} item={item} />}
        </Menu>
      </div>
      <SearchState search={search} typed={typed} />
    </Autocomplete>
  );
};

export const Palette = ({ isOpen, onClose, ...rest }: Props) => (
  <ModalOverlay
    className={styles.veil}
    isOpen={isOpen}
    onOpenChange={(next) => (next ? undefined : onClose())}
    isDismissable
  >
    <Modal className={styles.modal}>
      <Dialog className={styles.dialog} aria-label="Commands">
        <PaletteList onClose={onClose} {...rest} />
      </Dialog>
    </Modal>
  </ModalOverlay>
);
