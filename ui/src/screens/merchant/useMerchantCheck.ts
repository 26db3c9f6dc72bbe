// The offline check of a merchant's form; of a change only what is changed is checked.

import { useCallback } from 'react';
import { call } from '../../ipc/call';
import { touched } from '../../parts/form/editing';
import type { Checked } from '../../parts/form/findings';
import type { FormState } from '../../parts/form/form';

export const useMerchantCheck = (profile: string): ((form: FormState) => Promise<Checked>) =>
  useCallback(
    async (form) => {
      const fields = Object.entries(form.values).map(([name, text]) => ({ name, text }));
      const checked = await call('check_details', { profile, of: 'merchant', fields });
      if (form.base === null) {
        return checked;
      }
      // What was there before and is not touched goes back as it came, whatever it is.
      const mine = new Set(touched(form));
      return {
        findings: checked.findings.filter(({ field }) => mine.has(field)),
        toSend: checked.toSend.filter(({ field }) => mine.has(field)),
        notChecked: checked.notChecked.filter((field) => mine.has(field)),
      };
    },
    [profile],
  );
