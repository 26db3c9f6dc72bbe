// What is to be said of the form: what was typed and the local list, and what is like it.

import { useQueryClient } from '@tanstack/react-query';
import { useCallback } from 'react';
import type { LikeView } from '../../ipc/bindings/LikeView';
import { call } from '../../ipc/call';
import type { Checked } from '../../parts/form/findings';
import type { FormState } from '../../parts/form/form';
import { AGAIN, factsOf, likeQuestion } from './transactionFields';

const WANTED = {
  field: AGAIN,
  level: 'error',
  words: 'One like it is there already: say that you want it again, or change this one.',
  isMissing: true,
} as const;

export const useTransactionCheck = (profile: string): ((form: FormState) => Promise<Checked>) => {
  const client = useQueryClient();
  return useCallback(
    async (form) => {
      const checked = await call('check_transaction', { profile, facts: factsOf(form, null) });
      const question = likeQuestion(profile, form);
      // As far as it was looked for; before it is sent it is looked for again.
      const known = question && client.getQueryData<LikeView>(['find_like_transactions', question]);
      const isAgain = known && known.like.length > 0 && form.values[AGAIN] !== 'yes';
      return isAgain ? { ...checked, findings: [...checked.findings, WANTED] } : checked;
    },
    [profile, client],
  );
};
