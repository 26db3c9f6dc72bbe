// JSON made readable keeps each token letter by letter.

import { expect, it } from 'vitest';
import { prettyJson } from './prettyJson';

it('breaks lines and keeps numbers and texts as they came', () => {
  const long = '12345678901234567890123456789012345678';
  const text = '"{\\"x\\": [1,2]}\\u00e9"';
  const raw = `{"a":100000.0, "b":${long},"c":[],"d":{},"e":[1e2,-0.10],"f":${text}}`;
  expect(prettyJson(raw)).toBe(
    [
      '{',
      '  "a": 100000.0,',
      `  "b": ${long},`,
      '  "c": [],',
      '  "d": {},',
      '  "e": [',
      '    1e2,',
      '    -0.10',
      '  ],',
      '  "f": "{\\"x\\": [1,2]}\\u00e9"',
      '}',
    ].join('\n'),
  );
});

it('leaves what is no JSON alone', () => {
  for (const text of ['', '<html></html>', '{"a":', '[1,]', 'Bad Gateway']) {
    expect(prettyJson(text)).toBeNull();
  }
});

it('takes a bare value', () => {
  const values = ['7.0', ' "x" ', 'null'].map(prettyJson);
  expect(values).toEqual(['7.0', '"x"', 'null']);
});
