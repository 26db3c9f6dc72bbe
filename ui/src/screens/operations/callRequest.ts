// What a person filled in for a call, and what is wrong with it.

import type { CallOperation } from '../../ipc/bindings/CallOperation';
import type { OperationView } from '../../ipc/bindings/OperationView';

export type Filled = { pathValue: string; query: Record<string, string>; body: string };

/** Examples of ids are not filled in: such an object need not be there. */
export const readSample = ({ sample, query }: OperationView): Filled => ({
  pathValue: '',
  query: Object.fromEntries(
    query.map((name) => [
      name,
      name === 'page' || name === 'limit'
        ? (sample.query.find((one) => one.name === name)?.value ?? '')
        : '',
    ]),
  ),
  body: sample.body ?? '',
});

export type Wrong = { field: 'path_value' | 'body'; words: string };

const bodyWrong = (body: string): string | null => {
  try {
    const found: unknown = JSON.parse(body);
    const isObject = typeof found === 'object' && found !== null && !Array.isArray(found);
    return isObject ? null : 'The body is a JSON object: it begins with { and ends with }.';
  } catch (thrown) {
    return `This is no JSON: ${thrown instanceof Error ? thrown.message : 'it can’t be read'}`;
  }
};

export const wrongWith = (operation: OperationView, filled: Filled): Wrong | null => {
  if (operation.pathParameter !== null && filled.pathValue.trim() === '') {
    return {
      field: 'path_value',
      words: `Say which: the path needs {${operation.pathParameter}}.`,
    };
  }
  const isNeeded = operation.body === 'json';
  if (isNeeded || (operation.body === 'optional_json' && filled.body.trim() !== '')) {
    const words = bodyWrong(filled.body);
    return words === null ? null : { field: 'body', words };
  }
  return null;
};

/** What is left empty is not asked for. The body goes as it was typed: no number is computed. */
export const toCall = (
  profile: string,
  operation: OperationView,
  filled: Filled,
): CallOperation => ({
  profile,
  operation: operation.id,
  pathValue: operation.pathParameter === null ? null : filled.pathValue.trim(),
  query: operation.query
    .map((name) => ({ name, value: filled.query[name] ?? '' }))
    .filter(({ value }) => value !== ''),
  body: operation.body === 'empty' || filled.body.trim() === '' ? null : filled.body,
});
