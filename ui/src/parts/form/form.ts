// A form as data: its fields by their names on the wire, what was typed, and how it all begins.

import type { ReactNode } from 'react';
import type { FurtherField } from '../../ipc/bindings/FurtherField';

export type FieldOption = {
  /** What is sent. */
  id: string;
  /** What people read; the id if there is nothing better. */
  label: string;
};

type InputProps = {
  label: ReactNode;
  value: string;
  onChange: (value: string) => void;
  onLeave: () => void;
  error: string | null;
  isDisabled: boolean;
};

export type FormField = {
  /** Its name on the wire. */
  name: string;
  label: string;
  /** A choice offers a list that can be searched, and takes another text too: lists are open. */
  kind: 'text' | 'digits' | 'choice';
  hint?: string;
  /** Whether nothing is sent without it; the offline check decides, this is said in the form. */
  isRequired?: boolean;
  options?: readonly FieldOption[];
  /** Identifiers and the like, whose every letter counts. */
  isMono?: boolean;
  /** As wide as two. */
  isWide?: boolean;
  /** How the text reads, shown under it: in groups of four. */
  reads?: (text: string) => string | null;
  /** An input of its own in the place of the usual one. */
  input?: (props: InputProps) => ReactNode;
};

export type FieldGroup = { name: string; about?: string; fields: readonly FormField[] };

/** The text of each field as it was typed, by its name on the wire. */
export type Values = Readonly<Record<string, string>>;

/** A further member, by its name on the wire; `row` tells rows apart while they are edited. */
export type FurtherRow = { row: number; name: string; json: string };

/** What is kept of a form. */
export type FormState = {
  values: Values;
  further: readonly FurtherRow[];
  /** The action's id: a repeat after a crash is the same action. */
  action: string;
  /** For a change: each field's JSON as the person saw it when the form began. */
  base: Readonly<Record<string, string>> | null;
};

/** A UUID; `crypto.randomUUID` is not there in every window. */
export const newActionId = (): string => {
  const bytes = crypto.getRandomValues(new Uint8Array(16));
  const marked = bytes.map((byte, at) => {
    if (at === 6) {
      return (byte & 0x0f) | 0x40;
    }
    return at === 8 ? (byte & 0x3f) | 0x80 : byte;
  });
  const hex = Array.from(marked, (byte) => byte.toString(16).padStart(2, '0')).join('');
  return [
    [0, 8],
    [8, 12],
    [12, 16],
    [16, 20],
    [20, 32],
  ]
    .map(([from, to]) => hex.slice(from, to))
    .join('-');
};

export const beginForm = (values: Values = {}, base: FormState['base'] = null): FormState => ({
  values,
  further: [],
  action: newActionId(),
  base,
});

const isTexts = (value: unknown): value is Record<string, string> =>
  typeof value === 'object' &&
  value !== null &&
  !Array.isArray(value) &&
  Object.values(value).every((text) => typeof text === 'string');

const isRow = (value: unknown): value is FurtherRow => {
  const row = value as FurtherRow | null;
  return (
    typeof row?.row === 'number' && typeof row.name === 'string' && typeof row.json === 'string'
  );
};

/** Reads a draft; none if it is not one of a form, as one of another version. */
export const readForm = (text: string): FormState | null => {
  let read: Partial<FormState> | null;
  try {
    read = JSON.parse(text) as Partial<FormState> | null;
  } catch {
    return null;
  }
  const { values, further, action, base } = read ?? {};
  const isForm =
    isTexts(values) &&
    Array.isArray(further) &&
    further.every(isRow) &&
    typeof action === 'string' &&
    (base === null || isTexts(base));
  return isForm ? { values, further, action, base } : null;
};

/** The further members that are sent: rows without a name and a value are left out. */
export const furtherOf = (rows: readonly FurtherRow[]): FurtherField[] =>
  rows
    .filter(({ name, json }) => name.trim() !== '' || json.trim() !== '')
    .map(({ name, json }) => ({ name: name.trim(), json: json.trim() }));

const isJson = (text: string): boolean => {
  try {
    JSON.parse(text);
    return true;
  } catch {
    return false;
  }
};

/** What is wrong with a row of the further members; none if it can be sent. */
export const wrongWithRow = (
  row: FurtherRow,
  rows: readonly FurtherRow[],
  taken: readonly string[],
): string | null => {
  const name = row.name.trim();
  if (name === '' && row.json.trim() === '') {
    return null;
  }
  if (name === '') {
    return 'Give it a name.';
  }
  if (taken.includes(name)) {
    return `${name} has a field of its own in this form.`;
  }
  if (rows.some((other) => other.row !== row.row && other.name.trim() === name)) {
    return `${name} stands here twice.`;
  }
  return isJson(row.json) ? null : 'The value is no JSON. A text stands in quotes: "text".';
};
