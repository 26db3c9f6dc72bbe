// Which operations a filter leaves.

import type { OperationEffect } from '../../ipc/bindings/OperationEffect';
import type { OperationView } from '../../ipc/bindings/OperationView';

export type EffectFilter = OperationEffect | 'all';

/** Every word that was typed stands somewhere in its name, id, method or path. */
export const fits = (operation: OperationView, typed: string, effect: EffectFilter): boolean => {
  if (effect !== 'all' && operation.effect !== effect) {
    return false;
  }
  const { id, label, method, path, overridePath } = operation;
  const text = `${id} ${label} ${method} ${path} ${overridePath ?? ''}`.toLowerCase();
  return typed
    .toLowerCase()
    .split(/\s+/)
    .every((word) => text.includes(word));
};
