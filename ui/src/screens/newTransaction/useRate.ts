// The indicative rate while a form is open: read when the question stands still, then now and then.

import { useCallback, useEffect, useRef, useState } from 'react';
import type { RateView } from '../../ipc/bindings/RateView';
import { call, toCommandError } from '../../ipc/call';
import type { RateQuestion } from './transactionFields';

/** A question that is being typed is not asked. */
const STILL_MS = 600;
const EVERY_MS = 20_000;
/** Each read is an entry of the ledger: a form that is left open does not read for ever. */
const READS_MAX = 15;
/** What is older is said to be. */
export const STALE_MS = 60_000;

export type Rate = {
  /** The last rate that was read for this very question; none if none was. */
  view: RateView | null;
  /** Why the last read gave none. */
  failure: string | null;
  isReading: boolean;
  /** Whether it is read no more by itself. */
  isAtRest: boolean;
};

const NOTHING: Rate = { view: null, failure: null, isReading: false, isAtRest: false };

export const keyOf = (question: RateQuestion | null): string =>
  question === null ? '' : JSON.stringify(question);

export const useRate = (profile: string, question: RateQuestion | null, isOff: boolean) => {
  const key = isOff ? '' : keyOf(question);
  const [held, setHeld] = useState<{ key: string; rate: Rate }>({ key, rate: NOTHING });
  const [turn, setTurn] = useState(0);
  const asked = useRef(question);
  asked.current = question;

  useEffect(() => {
    const what = asked.current;
    if (key === '' || what === null) {
      return;
    }
    let isHere = true;
    let timer: ReturnType<typeof setTimeout>;
    let reads = 0;
    const tell = (change: (rate: Rate) => Rate) => {
      if (isHere) {
        setHeld((now) => ({ key, rate: change(now.key === key ? now.rate : NOTHING) }));
      }
    };
    const again = (ms: number) => {
      timer = setTimeout(() => void read(), ms);
    };
    const read = async () => {
      if (document.visibilityState === 'hidden') {
        again(EVERY_MS);
        return;
      }
      reads += 1;
      tell((now) => ({ ...now, isReading: true }));
      try {
        const view = await call('read_rate', { profile, ...what });
        const { failure } = view;
        tell((now) => (failure === null ? { ...NOTHING, view } : { ...now, failure }));
      } catch (thrown) {
        const { message } = toCommandError(thrown);
        tell((now) => ({ ...now, failure: message }));
      }
      const isAtRest = reads >= READS_MAX;
      tell((now) => ({ ...now, isReading: false, isAtRest }));
      if (isHere && !isAtRest) {
        again(EVERY_MS);
      }
    };
    again(turn === 0 ? STILL_MS : 0);
    return () => {
      isHere = false;
      clearTimeout(timer);
    };
  }, [profile, key, turn]);

  return {
    rate: held.key === key && key !== '' ? held.rate : NOTHING,
    readNow: useCallback(() => setTurn((now) => now + 1), []),
  };
};
