// Whether anything can be changed now, and if not, why: asked by every control that changes.

import type { ConsoleStatus } from './bindings/ConsoleStatus';
import { useStatus } from './useStatus';

export type MayChange = { may: true; why: null } | { may: false; why: string };

const YES: MayChange = { may: true, why: null };

export const mayChange = (status: ConsoleStatus | undefined): MayChange => {
  if (status?.mode === 'auditor') {
    return { may: false, why: 'The auditor’s mode is on: nothing can be changed.' };
  }
  if (status?.mode === 'auditor_only') {
    return { may: false, why: 'The program was started for auditors: nothing can be changed.' };
  }
  const shown = status?.profiles.find((profile) => profile.name === status.open?.name);
  if (shown?.state === 'read_only') {
    return { may: false, why: shown.detail || 'This profile is open for reading alone.' };
  }
  return YES;
};

export const useMayChange = (): MayChange => mayChange(useStatus().data);
