// What is known of the subject whose timeline is shown, asked once for all who show a part of it.

import { useAsk } from '../../ipc/ask';
import type { FactView } from '../../ipc/bindings/FactView';

export const useSubjectFacts = (profile: string, subject: string | null) =>
  useAsk('subject_facts', { profile, subject: subject ?? '' }, { isOff: subject === null });

export type FactsQuestion = ReturnType<typeof useSubjectFacts>;

/** The fields that hold a subject's status on the wire, by its kind. */
const STATUS_NAMES = ['clientStatus', 'kycStatus', 'status'];

export const statusOf = (question: FactsQuestion): FactView | null => {
  const facts = question.data?.facts ?? [];
  for (const name of STATUS_NAMES) {
    const found = facts.find((fact) => fact.name === name);
    if (found) {
      return found;
    }
  }
  return null;
};
