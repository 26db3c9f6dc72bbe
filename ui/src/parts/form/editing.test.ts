// A change goes from what was seen to what was typed, and to nothing else.

import { expect, it } from 'vitest';
import { baseOf, changesOf, rebase, textOf, valuesOf } from './editing';
import { beginForm, type FormState } from './form';

const NAMES = ['legalName', 'city', 'zipCode', 'score'];
const BASE = baseOf([
  { name: 'id', json: '7' },
  { name: 'legalName', json: '"Ad\\u0061eze"' },
  { name: 'city', json: '"Lagos"' },
  { name: 'zipCode', json: 'null' },
  { name: 'score', json: '1E2' },
]);
const begun = () => beginForm(valuesOf(BASE, NAMES), BASE);
const typed = (form: FormState, values: Record<string, string>): FormState => ({
  ...form,
  values: { ...form.values, ...values },
});

it('a field stands in the form as its text, whatever its spelling in JSON', () => {
  expect(begun().values).toEqual({ legalName: 'Adaeze', city: 'Lagos', zipCode: '', score: '1E2' });
  expect(textOf(undefined)).toBe('');
});

it('only what was typed is changed, from the JSON that was seen', () => {
  const form = typed(begun(), { city: 'Abuja ' });
  // What the check would send for fields that nobody touched is no change.
  const sent = { legalName: 'ADAEZE', city: 'Abuja' };
  expect(changesOf(form, sent)).toEqual([{ name: 'city', from: '"Lagos"', to: '"Abuja"' }]);
  expect(changesOf(begun(), sent)).toEqual([]);
});

it('a number stays a number, what is emptied is null, further members go as they stand', () => {
  const form: FormState = {
    ...typed(begun(), { score: '120', city: '', zipCode: '101001' }),
    further: [
      { row: 1, name: 'tier', json: '{"a":1E2}' },
      { row: 2, name: '', json: '' },
    ],
  };
  expect(changesOf(form, { score: '120', zipCode: '101001' })).toEqual([
    { name: 'city', from: '"Lagos"', to: 'null' },
    { name: 'zipCode', from: 'null', to: '"101001"' },
    { name: 'score', from: '1E2', to: '120' },
    { name: 'tier', from: null, to: '{"a":1E2}' },
  ]);
});

it('what was changed elsewhere is told, and what was typed goes on', () => {
  const fresh = { ...BASE, city: '"Kano"', legalName: '"Adaeze Ltd"' };
  const { form, elsewhere } = rebase(typed(begun(), { city: 'Abuja' }), fresh);
  expect(elsewhere).toEqual([
    { name: 'legalName', was: 'Adaeze', now: 'Adaeze Ltd', yours: null },
    { name: 'city', was: 'Lagos', now: 'Kano', yours: 'Abuja' },
  ]);
  expect(form.values).toMatchObject({ legalName: 'Adaeze Ltd', city: 'Abuja' });
  expect(changesOf(form, { city: 'Abuja' })).toEqual([
    { name: 'city', from: '"Kano"', to: '"Abuja"' },
  ]);
});
