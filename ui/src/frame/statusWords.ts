// What the status bar says of each part, and with which light.

import { count } from '../format/count';
import { age, clock } from '../format/time';
import type { ApiView } from '../ipc/bindings/ApiView';
import type { LedgerView } from '../ipc/bindings/LedgerView';
import type { ProfileStatus } from '../ipc/bindings/ProfileStatus';
import type { SimulatorView } from '../ipc/bindings/SimulatorView';
import type { Light } from '../parts/Lamp';

type Said = { light: Light; words: string };

const LEDGER_LIGHTS: Record<LedgerView['state'], Light> = {
  good: 'good',
  full: 'bad',
  failing: 'bad',
  damaged: 'bad',
};

export const saidOfLedger = ({ state, entries }: LedgerView): Said => ({
  light: LEDGER_LIGHTS[state],
  words: state === 'good' ? count(entries) : `${state}, ${count(entries)}`,
});

/** The worst comes first: what can't be stored, what can't be checked, then what came. */
export const saidOfWebhooks = (profile: ProfileStatus, now: Date): Said => {
  const { receiver, key, testUntil } = profile;
  if (receiver.state !== 'listening') {
    return { light: 'bad', words: 'can’t be stored' };
  }
  if (key === 'none') {
    return { light: 'look', words: 'no secret: not checked' };
  }
  if (key === 'unreadable') {
    return { light: 'bad', words: 'secret can’t be read: not checked' };
  }
  if (testUntil && new Date(testUntil) > now) {
    return { light: 'look', words: `tests expected until ${clock(testUntil).slice(0, 5)}` };
  }
  const ago = receiver.lastDelivery ? age(receiver.lastDelivery, now) : null;
  const last = ago === null ? 'none yet' : ago === 'just now' ? 'one just now' : `last ${ago}`;
  return { light: 'good', words: `${last}, ${count(receiver.refused)} refused` };
};

export const saidOfSimulator = ({ state, isPaused }: SimulatorView): Said => {
  switch (state) {
    case 'running':
      return isPaused ? { light: 'off', words: 'paused' } : { light: 'good', words: 'sending' };
    case 'stopped':
      return { light: 'off', words: 'stopped' };
    case 'failed':
      return { light: 'bad', words: 'failed' };
  }
};

/** For a failing one with the reason: it is clipped where there is no room, and whole behind it. */
export const saidOfApi = ({ state, detail, roundTripMs }: ApiView): Said => {
  switch (state) {
    case 'not_set_up':
      return { light: 'off', words: 'not set up' };
    case 'simulator_stopped':
      return { light: 'off', words: 'stopped with the simulator' };
    case 'credentials_missing':
      return { light: 'look', words: 'credentials missing' };
    case 'credentials_unknown':
      return { light: 'bad', words: 'credentials can’t be read' };
    case 'not_asked':
      return { light: 'off', words: 'not asked yet' };
    case 'reachable':
      return {
        light: 'good',
        words: roundTripMs === null ? 'reachable' : `reachable, ${count(roundTripMs)} ms`,
      };
    case 'failing':
      return { light: 'bad', words: detail === '' ? 'failing' : `failing: ${detail}` };
    case 'off':
      return { light: 'off', words: 'off: for reading alone' };
  }
};
