// One line of the command palette.

import type { Mark } from '../ipc/bindings/Mark';

export type PaletteItem = {
  id: string;
  label: string;
  /** In few words, at the left. */
  group: string;
  /** What else is known, after the label. */
  detail?: string;
  mark?: Mark;
  keys?: string;
  run: () => void;
};
