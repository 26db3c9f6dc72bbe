// At which field of a form a refusal of the partner's belongs, as far as its words tell.

import type { RefusalView } from '../../ipc/bindings/RefusalView';

/** A letter, a digit or an underscore beside it would make it another name. */
const names = (message: string, name: string): boolean =>
  new RegExp(`(?<![A-Za-z0-9_])${name}(?![A-Za-z0-9_])`).test(message);

/** The one field that the refusal names by its name on the wire; none if there is not one. */
export const refusedField = (
  refusal: RefusalView | null,
  fields: readonly string[],
): string | null => {
  const message = refusal?.message ?? '';
  const [only, ...more] = fields.filter((name) => names(message, name));
  return only !== undefined && more.length === 0 ? only : null;
};

/** The refusal in words. The code for a missing field is seen for a value not taken, too. */
export const refusalWords = ({ status, code, message }: RefusalView): string => {
  const said = [code, message].filter(Boolean).join(': ') || `HTTP ${status}, without a word`;
  const more =
    code === 'REQUIRED_FIELD_MISSING'
      ? ' Cedar says this also of a value that it does not accept.'
      : '';
  return `Cedar refused it: ${said}.${more}`.replace(/\.\.+/, '.');
};
