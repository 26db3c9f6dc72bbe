// A gap in words: why, how long, and whether a reconciliation closed it.

import { count } from '../../format/count';
import { lasted } from '../../format/time';
import type { GapCause } from '../../ipc/bindings/GapCause';
import type { GapView } from '../../ipc/bindings/GapView';
import type { Light } from '../Lamp';

const CAUSES: Record<GapCause, string> = {
  not_running: 'app closed',
  turned_off: 'way in turned off',
  not_proven: 'way in not proven',
  refused: 'store refusing',
  url_changed: 'URL changed',
};

/** "app closed, way in not proven". */
export const causesOf = ({ causes }: GapView): string =>
  causes.map((cause) => CAUSES[cause]).join(', ');

/** "12 min" of a gap, up to now while it goes on. */
export const lengthOf = ({ from, until }: GapView, now: Date): string => {
  const end = until === null ? now : new Date(until);
  const seconds = Math.floor((end.getTime() - new Date(from).getTime()) / 1000);
  return seconds < 1 ? 'less than 1 s' : lasted(seconds);
};

/** Whether it goes on, waits to be reconciled, or was closed, and with what found. */
export const standingOf = ({ until, closedBy }: GapView): { word: string; light: Light } => {
  if (until === null) {
    return { word: 'going on', light: 'bad' };
  }
  if (!closedBy) {
    return { word: 'not reconciled yet', light: 'look' };
  }
  return closedBy.missed === 0
    ? { word: 'closed: nothing missed', light: 'good' }
    : { word: `closed: ${count(closedBy.missed)} missed`, light: 'look' };
};

/** What a screen reader reads of its line. */
export const gapText = (gap: GapView, now: Date): string =>
  `gap of ${lengthOf(gap, now)}, ${causesOf(gap)}, ${standingOf(gap).word}`;

/** It holds of each gap, however it was closed. */
export const NOT_KNOWN = 'States between two reads can’t be known.';
