// What a change of one field of a merchant's form does to another.

import type { FormState } from '../../parts/form/form';
import { prefixOf } from './dialling';

/** A country brings its phone prefix and takes it away again, unless a person wrote another one. */
export const follow = (next: FormState, before: FormState): FormState => {
  const [was, is] = [before.values.country ?? '', next.values.country ?? ''];
  const written = next.values.phonePrefix ?? '';
  const isOwn = written !== '' && written !== prefixOf(was);
  if (was === is || isOwn) {
    return next;
  }
  return { ...next, values: { ...next.values, phonePrefix: prefixOf(is) ?? '' } };
};
