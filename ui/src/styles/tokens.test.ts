// Contrast of the tokens: WCAG 2.2 AA in both themes.

import { readFileSync } from 'node:fs';
import { expect, it } from 'vitest';

const css = readFileSync('src/styles/tokens.css', 'utf8');

const TEXT_RATIO_MIN = 4.5;
const SHAPE_RATIO_MIN = 3;

const tokens = (theme: 'light' | 'dark'): Map<string, string> => {
  const block = css.split(`[data-theme="${theme}"] {`)[1]?.split('}')[0] ?? '';
  return new Map(
    [...block.matchAll(/--([a-z-]+): (#[0-9a-f]{6});/g)].map(([, name = '', value = '']) => [
      name,
      value,
    ]),
  );
};

const luminance = (hex: string): number => {
  const [red = 0, green = 0, blue = 0] = [1, 3, 5].map((at) => {
    const part = Number.parseInt(hex.slice(at, at + 2), 16) / 255;
    return part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4;
  });
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
};

const ratio = (one: string, other: string): number => {
  const [dark = 0, light = 0] = [luminance(one), luminance(other)].sort((a, b) => a - b);
  return (light + 0.05) / (dark + 0.05);
};

const GROUNDS = ['ground', 'surface', 'sunken', 'hover', 'cursor'];
const TEXTS = ['text', 'text-soft', 'text-faint', 'blue', 'red', 'amber'];
const PAIRS = [
  ['on-accent', 'accent'],
  ['on-accent', 'accent-hover'],
  ['red', 'red-ground'],
  ['text', 'red-ground'],
  ['amber', 'amber-ground'],
  ['covered', 'covered-ground'],
  ['text', 'covered-ground'],
  ['text-soft', 'covered-ground'],
  ['text-soft', 'line'],
  ['text', 'line'],
  ['text', 'fresh'],
  ['on-live', 'live'],
  ['on-sandbox', 'sandbox'],
  ['on-simulator', 'simulator'],
];
const SHAPES = ['focus', 'covered', 'accent'];

it.each(['light', 'dark'] as const)('every text can be read on every ground, %s', (theme) => {
  const found = tokens(theme);
  const of = (name: string) => found.get(name) ?? `no token ${name}`;
  const pairs = [...GROUNDS.flatMap((ground) => TEXTS.map((text) => [text, ground])), ...PAIRS];
  const tooFaint = pairs
    .map(([text = '', ground = '']) => ({ text, ground, ratio: ratio(of(text), of(ground)) }))
    .filter((pair) => !(pair.ratio >= TEXT_RATIO_MIN));
  expect(tooFaint).toEqual([]);
});

it.each(['light', 'dark'] as const)('every shape can be seen on every ground, %s', (theme) => {
  const found = tokens(theme);
  const of = (name: string) => found.get(name) ?? `no token ${name}`;
  const tooFaint = GROUNDS.flatMap((ground) =>
    SHAPES.map((shape) => ({ shape, ground, ratio: ratio(of(shape), of(ground)) })),
  ).filter((pair) => !(pair.ratio >= SHAPE_RATIO_MIN));
  expect(tooFaint).toEqual([]);
});

it('both themes name the same tokens', () => {
  expect([...tokens('light').keys()]).toEqual([...tokens('dark').keys()]);
});
