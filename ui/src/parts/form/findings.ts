// What the offline check said of a form, by field.

import type { DetailFinding } from '../../ipc/bindings/DetailFinding';
import type { DetailsChecked } from '../../ipc/bindings/DetailsChecked';
import type { Values } from './form';

export type Checked = Pick<DetailsChecked, 'findings' | 'toSend' | 'notChecked'>;

export const NOTHING_FOUND: Checked = { findings: [], toSend: [], notChecked: [] };

export const errorsOf = ({ findings }: Checked): DetailFinding[] =>
  findings.filter(({ level }) => level === 'error');

export const warningsOf = ({ findings }: Checked): DetailFinding[] =>
  findings.filter(({ level }) => level === 'warning');

/** The fields as they will be sent, by name; what is not there is not sent. */
export const sentOf = ({ toSend }: Checked): Values =>
  Object.fromEntries(toSend.map(({ field, value }) => [field, value]));

/** Of the findings those of a field that are to be said now: emptiness waits until it was left. */
export const saidOf = ({ findings }: Checked, field: string, wasLeft: boolean): DetailFinding[] =>
  findings.filter((one) => one.field === field && (wasLeft || !one.isMissing));

/** What will be sent in place of what was typed; none if it is the same. */
export const sentAs = ({ toSend }: Checked, field: string): string | null => {
  const found = toSend.find((one) => one.field === field);
  return found?.differs ? found.value : null;
};
