// A change of an object: from what the person saw, by what was typed, to the fields that change.

import type { FieldChange } from '../../ipc/bindings/FieldChange';
import type { FieldJson } from '../../ipc/bindings/FieldJson';
import { type FormState, furtherOf, type Values } from './form';

export type Base = Readonly<Record<string, string>>;

export const baseOf = (fields: readonly FieldJson[]): Base =>
  Object.fromEntries(fields.map(({ name, json }) => [name, json]));

/** A field's JSON as it stands in a form: a text without its quotes, nothing as an empty text. */
export const textOf = (json: string | undefined): string => {
  if (json === undefined || json === 'null') {
    return '';
  }
  try {
    const value: unknown = JSON.parse(json);
    return typeof value === 'string' ? value : json;
  } catch {
    return json;
  }
};

export const valuesOf = (base: Base, names: readonly string[]): Values =>
  Object.fromEntries(names.map((name) => [name, textOf(base[name])]));

const isNumber = (json: string | undefined): boolean => json !== undefined && /^-?[0-9]/.test(json);

/** A number stays one; an emptied field is null. */
const jsonOf = (text: string, was: string | undefined): string => {
  if (text === '') {
    return 'null';
  }
  const plain = /^-?(?:0|[1-9][0-9]*)(?:\.[0-9]+)?$/;
  return isNumber(was) && plain.test(text) ? text : JSON.stringify(text);
};

/** The fields that a person gave another text. */
export const touched = ({ values, base }: FormState): string[] =>
  Object.keys(values).filter((name) => values[name] !== textOf(base?.[name]));

/** What will be changed: the touched fields as they are sent, and the further members. */
export const changesOf = (form: FormState, sent: Values): FieldChange[] => {
  const from = (name: string) => form.base?.[name] ?? null;
  const fields = touched(form).map((name) => ({
    name,
    from: from(name),
    to: jsonOf(sent[name] ?? '', form.base?.[name]),
  }));
  const further = furtherOf(form.further).map(({ name, json }) => ({
    name,
    from: from(name),
    to: json,
  }));
  return [...fields, ...further].filter(({ from, to }) => (from ?? 'null') !== to);
};

/** A field that somebody else changed since the person saw it. */
export type Elsewhere = {
  name: string;
  was: string;
  now: string;
  /** What the person typed in it meanwhile; none if nothing. */
  yours: string | null;
};

/** Puts a form on what was read now: fields that the person did not touch take the new text. */
export const rebase = (
  form: FormState,
  fresh: Base,
): { form: FormState; elsewhere: Elsewhere[] } => {
  const mine = new Set(touched(form));
  const values: Record<string, string> = { ...form.values };
  const elsewhere: Elsewhere[] = [];
  for (const name of Object.keys(form.values)) {
    const was = textOf(form.base?.[name]);
    const now = textOf(fresh[name]);
    const yours = values[name] ?? '';
    if (was !== now && yours !== now) {
      elsewhere.push({ name, was, now, yours: mine.has(name) ? yours : null });
    }
    if (!mine.has(name)) {
      values[name] = now;
    }
  }
  return { form: { ...form, values, base: fresh }, elsewhere };
};
