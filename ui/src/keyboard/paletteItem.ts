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

/** What is both typed and found stands there once: by the same id. */
export const subjectItemId = (key: string): string => `subject ${key}`;
export const deliveryItemId = (sequence: number): string => `delivery ${sequence}`;
export const objectItemId = (key: string): string => `object ${key}`;

/** A page that is opened by its subject, typed or found. */
export const pageItemId = (key: string): string => `page ${key}`;
