// One choice of a few, side by side.

import { ToggleButton, ToggleButtonGroup } from 'react-aria-components';
import styles from './Chips.module.css';

type Props<T extends string> = {
  label: string;
  options: readonly { id: T; label: string }[];
  chosen: T;
  onChoose: (id: T) => void;
};

export const Chips = <T extends string>({ label, options, chosen, onChoose }: Props<T>) => (
  <ToggleButtonGroup
    className={styles.chips}
    aria-label={label}
    selectionMode="single"
    disallowEmptySelection
    selectedKeys={[chosen]}
    onSelectionChange={(keys) => {
      const found = options.find((option) => keys.has(option.id));
      if (found) {
        onChoose(found.id);
      }
    }}
  >
    {options.map((option) => (
      <ToggleButton key={option.id} id={option.id} className={styles.chip}>
        {option.label}
      </ToggleButton>
    ))}
  </ToggleButtonGroup>
);
