// The table of keys: no two actions on one key where both could be meant.

import { describe, expect, it } from 'vitest';
import { ACTIONS, type Binding, presses } from './keymap';
import { mayFire } from './useKeys';

const overlap = (one: Binding, other: Binding): boolean =>
  one.scope === other.scope || one.scope === 'everywhere' || other.scope === 'everywhere';

/** A sequence that has the whole of another among its presses can not be reached, or does both. */
const collide = (one: string, other: string): boolean =>
  ` ${one} `.includes(` ${other} `) || ` ${other} `.includes(` ${one} `);

describe('the keymap', () => {
  it('has no two actions on one key in overlapping scopes', () => {
    const clashes = ACTIONS.flatMap(([id, binding], index) =>
      ACTIONS.slice(index + 1)
        .filter(([, other]) => overlap(binding, other))
        .filter(([, other]) =>
          binding.keys.some((keys) => other.keys.some((others) => collide(keys, others))),
        )
        .map(([other]) => `${id} and ${other}`),
    );
    expect(clashes).toEqual([]);
  });

  it('fires no single letter while a field has the focus', () => {
    const field = document.createElement('input');
    document.body.append(field);
    const typed = (key: string) => {
      const event = new KeyboardEvent('keydown', { key, bubbles: true, cancelable: true });
      field.dispatchEvent(event);
      return event;
    };
    for (const [, binding] of ACTIONS) {
      for (const keys of binding.keys) {
        expect(mayFire(keys, typed(keys.at(-1) ?? ''))).toBe(keys.startsWith('$mod'));
      }
    }
    field.remove();
  });

  it('is read aloud as it is printed on a keyboard', () => {
    expect(presses('g t')).toEqual([['G'], ['T']]);
    expect(presses('$mod+k')).toEqual([['Ctrl', 'K']]);
  });
});
