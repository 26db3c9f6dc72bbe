// What became of a call, in words: what happened, and whether anything was sent or changed.

import { Check, CircleHelp, CircleSlash, type LucideIcon, Unplug } from 'lucide-react';
import type { CallOutcome } from '../../ipc/bindings/CallOutcome';
import type { CallView } from '../../ipc/bindings/CallView';

export const OUTCOMES: Record<CallOutcome, { word: string; icon: LucideIcon }> = {
  worked: { word: 'worked', icon: Check },
  not_sent: { word: 'not sent', icon: Unplug },
  refused: { word: 'refused', icon: CircleSlash },
  unknown: { word: 'unknown', icon: CircleHelp },
};

const times = (attempts: number): string => (attempts > 1 ? `sent ${attempts} times` : 'sent once');

/** Whether anything left this machine, and whether anything can have changed by it. */
export const sentWords = ({ outcome, attempts, effect }: CallView): string => {
  const isRead = effect === 'reads';
  switch (outcome) {
    case 'not_sent':
      return 'Nothing was sent and nothing changed.';
    case 'worked':
      return `It was ${times(attempts)}.${isRead ? ' It reads alone: nothing changed by it.' : ''}`;
    case 'refused':
      return `It was ${times(attempts)} and refused: nothing changed.`;
    case 'unknown':
      return isRead
        ? `It was ${times(attempts)}. It reads alone: nothing changed, whatever became of it.`
        : `It was ${times(attempts)}. Whether it took effect is not known.`;
  }
};
