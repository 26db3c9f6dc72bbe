// The shapes of a key and a secret.

import { expect, it } from 'vitest';
import { shapeOf, shapeWords } from './credentialShape';

const KEY = 'CEDAR_DEV_api_key_0b62fa8f-1ec0-4a7e-9d15-3f0f6f6f0001';
const SECRET = `CEDAR_DEV_api_secret_${'a1B2'.repeat(25)}`;

it('is told as documented, swapped, spaced, short or unlike', () => {
  expect([shapeOf('key', KEY), shapeOf('secret', SECRET)]).toEqual([
    'as_documented',
    'as_documented',
  ]);
  expect([shapeOf('key', SECRET), shapeOf('secret', KEY)]).toEqual(['swapped', 'swapped']);
  expect([shapeOf('key', `${KEY} `), shapeOf('secret', `\n${SECRET}`)]).toEqual([
    'spaced',
    'spaced',
  ]);
  expect([shapeOf('key', ''), shapeOf('key', 'abc'), shapeOf('key', 'x'.repeat(40))]).toEqual([
    'empty',
    'short',
    'unlike',
  ]);
});

it('in words never repeats what was typed', () => {
  expect(shapeWords('key', shapeOf('key', 'my-own-key'))).not.toContain('my-own-key');
});
