// What is kept of a form reads back; further members are looked at; a refusal finds its field.

import { expect, it } from 'vitest';
import { beginForm, furtherOf, newActionId, readForm, wrongWithRow } from './form';
import { refusalWords, refusedField } from './refusedField';

it('an action’s id is a UUID, and another one each time', () => {
  const ids = Array.from({ length: 50 }, newActionId);
  expect(new Set(ids).size).toBe(50);
  for (const id of ids) {
    expect(id).toMatch(/^[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/);
  }
});

it('a form reads back as it was kept, its action’s id with it; what is none is not read', () => {
  const form = {
    ...beginForm({ legalName: 'مؤسسة' }, { city: '"Lagos"' }),
    further: [{ row: 1, name: 'tier', json: '1E2' }],
  };
  expect(readForm(JSON.stringify(form))).toEqual(form);
  for (const text of ['', '{}', '[]', 'null', '{"values":{"a":1},"further":[],"action":"x"}']) {
    expect(readForm(text)).toBeNull();
  }
});

it('a further member needs a name of its own and a JSON value', () => {
  const row = (name: string, json: string) => ({ row: 1, name, json });
  const wrong = (name: string, json: string) =>
    wrongWithRow(row(name, json), [row(name, json), { row: 2, name: 'tier', json: '1' }], ['city']);
  expect(wrong('', '')).toBeNull();
  expect(wrong('score', '"text"')).toBeNull();
  expect(wrong('', '1')).toMatch('name');
  expect(wrong('city', '1')).toMatch('of its own');
  expect(wrong('tier', '1')).toMatch('twice');
  expect(wrong('score', 'text')).toMatch('no JSON');
  expect(furtherOf([row(' score ', ' 1 '), row('', '')])).toEqual([{ name: 'score', json: '1' }]);
});

it('a refusal belongs to the one field that it names', () => {
  const at = (message: string | null) =>
    refusedField({ status: 400, code: 'X', message }, ['phone', 'phonePrefix', 'email']);
  expect(at('phonePrefix is wrong')).toBe('phonePrefix');
  expect(at('Missing: email.')).toBe('email');
  expect(at('email or phone')).toBeNull();
  expect(at('no such thing')).toBeNull();
  expect(at(null)).toBeNull();
});

it('the code of a missing field says that it may be a value that is not taken', () => {
  const refusal = { status: 400, code: 'REQUIRED_FIELD_MISSING', message: 'industry' };
  expect(refusalWords(refusal)).toMatch('a value that it does not accept');
  expect(refusalWords({ status: 502, code: null, message: null })).toMatch('HTTP 502');
});
