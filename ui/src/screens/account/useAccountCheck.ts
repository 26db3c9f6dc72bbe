// The offline check of a receiver account's form; of a change only what that bears on.

import { useCallback } from 'react';
import { call } from '../../ipc/call';
import { touched } from '../../parts/form/editing';
import type { Checked } from '../../parts/form/findings';
import type { FormState } from '../../parts/form/form';
import { type AccountKind, accountNames, OWNER, PAYEE_NAMES } from './accountFields';

const NO_OWNER = {
  field: OWNER,
  level: 'error',
  words: 'Choose the merchant that owns it, or type its number.',
  isMissing: true,
} as const;

const withOwner = (checked: Checked, { values }: FormState): Checked =>
  /^[1-9][0-9]*$/.test(values[OWNER] ?? '')
    ? checked
    : { ...checked, findings: [NO_OWNER, ...checked.findings] };

const ofChange = (checked: Checked, form: FormState): Checked => {
  // What was there before and is not touched goes back as it came, whatever it is.
  const mine = new Set(touched(form));
  const bearsOn = PAYEE_NAMES.some((name) => mine.has(name));
  return {
    findings: checked.findings.filter(
      ({ field, isMissing }) =>
        mine.has(field) || (bearsOn && !isMissing && PAYEE_NAMES.includes(field)),
    ),
    toSend: checked.toSend.filter(({ field }) => mine.has(field)),
    notChecked: checked.notChecked.filter((field) => mine.has(field)),
  };
};

export const useAccountCheck = (
  profile: string,
  kindOf: (form: FormState) => AccountKind,
): ((form: FormState) => Promise<Checked>) =>
  useCallback(
    async (form) => {
      const kind = kindOf(form);
      // What was typed of the other kind stays in the draft, and is not sent.
      const fields = accountNames(kind).map((name) => ({ name, text: form.values[name] ?? '' }));
      const of = kind === 'bank' ? 'bank_account' : 'wallet';
      const checked = await call('check_details', { profile, of, fields });
      return form.base === null ? withOwner(checked, form) : ofChange(checked, form);
    },
    [profile, kindOf],
  );
