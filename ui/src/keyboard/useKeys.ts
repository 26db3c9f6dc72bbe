// Binds actions of the keymap while a component is shown; single letters never fire while typing.

import { useEffect, useRef } from 'react';
import { tinykeys } from 'tinykeys';
import { ACTIONS, type ActionId, type Scope } from './keymap';

type Handlers = Partial<Record<ActionId, () => void>>;

const isTyping = (target: EventTarget | null): boolean =>
  target instanceof HTMLElement &&
  (target.isContentEditable ||
    target.matches('input:not([type=checkbox], [type=radio]), textarea'));

/** What stands over the screen has the keys alone. */
const OVER_THE_SCREEN = '[role=dialog], [role=alertdialog], [role=menu]';

/** A key with Ctrl or Cmd types nothing; all others belong to a field that has the focus. */
export const mayFire = (keys: string, event: KeyboardEvent): boolean => {
  if (event.defaultPrevented) {
    return false;
  }
  const isInDialog =
    event.target instanceof Element && event.target.closest(OVER_THE_SCREEN) !== null;
  if (isInDialog) {
    return false;
  }
  return keys.startsWith('$mod') || !isTyping(event.target);
};

/**
 * A screen's keys are heard on the document, the window's own on the window, which comes later and
 * asks `defaultPrevented`: so a list's Escape comes before the way back.
 */
export const useKeys = (scope: Scope, handlers: Handlers): void => {
  const latest = useRef(handlers);
  latest.current = handlers;
  useEffect(() => {
    const bound: Record<string, (event: KeyboardEvent) => void> = {};
    for (const [id, binding] of ACTIONS) {
      const isHere = binding.scope === scope || binding.scope === 'everywhere';
      if (!isHere || binding.isNative) {
        continue;
      }
      for (const keys of binding.keys) {
        bound[keys] = (event) => {
          const handler = latest.current[id];
          if (handler && mayFire(keys, event)) {
            event.preventDefault();
            handler();
          }
        };
      }
    }
    const target = scope === 'everywhere' ? window : document.documentElement;
    return tinykeys(target, bound);
  }, [scope]);
};
