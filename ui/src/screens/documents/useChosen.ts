// The files that were chosen for a merchant and not uploaded yet: kept as a draft, so that neither
// a crash nor another screen loses them.

import { useCallback, useEffect, useRef, useState } from 'react';
import type { CommandError } from '../../ipc/bindings/CommandError';
import type { KeptDocument } from '../../ipc/bindings/KeptDocument';
import { call, toCommandError } from '../../ipc/call';
import { newActionId } from '../../parts/form/form';
import { keeperOf } from '../../parts/form/keepDraft';

export type Chosen = KeptDocument & {
  purpose: string;
  /** The action's id: a repeat after a crash is the same upload. */
  action: string;
};

const isChosen = (value: unknown): value is Chosen => {
  const one = value as Partial<Chosen> | null;
  return (
    typeof one?.sha256 === 'string' &&
    typeof one.name === 'string' &&
    typeof one.mediaType === 'string' &&
    typeof one.bytes === 'number' &&
    Array.isArray(one.warnings) &&
    one.warnings.every((words) => typeof words === 'string') &&
    typeof one.purpose === 'string' &&
    typeof one.action === 'string'
  );
};

const read = (form: string): Chosen[] => {
  try {
    const { chosen } = JSON.parse(form) as { chosen?: unknown };
    return Array.isArray(chosen) ? chosen.filter(isChosen) : [];
  } catch {
    return [];
  }
};

export const useChosen = (profile: string, merchant: string) => {
  const key = `documents:${merchant}`;
  const held = useRef<readonly Chosen[]>([]);
  const [chosen, setChosen] = useState<readonly Chosen[]>([]);
  const [error, setError] = useState<CommandError | null>(null);
  const keeper = keeperOf(profile, key);

  useEffect(() => {
    let isHere = true;
    const look = async () => {
      await keeper.settled();
      const { draft } = await call('get_draft', { profile, key });
      if (isHere && draft) {
        // What was chosen meanwhile stands behind it.
        held.current = [...read(draft.form), ...held.current];
        setChosen(held.current);
      }
    };
    const told = (thrown: unknown) => (isHere ? setError(toCommandError(thrown)) : undefined);
    look().catch(told);
    return () => {
      isHere = false;
    };
  }, [profile, key, keeper]);

  useEffect(() => keeper.listen((told) => setError('error' in told ? told.error : null)), [keeper]);

  const change = useCallback(
    (next: (now: readonly Chosen[]) => readonly Chosen[]) => {
      const all = next(held.current);
      held.current = all;
      setChosen(all);
      if (all.length > 0) {
        keeper.save(JSON.stringify({ chosen: all }));
      } else {
        keeper.discard().catch((thrown: unknown) => setError(toCommandError(thrown)));
      }
    },
    [keeper],
  );

  return {
    chosen,
    /** Why what was chosen is not kept. */
    error,
    add: useCallback(
      (kept: KeptDocument) =>
        change((now) => [
          ...now.filter(({ sha256 }) => sha256 !== kept.sha256),
          { ...kept, purpose: '', action: newActionId() },
        ]),
      [change],
    ),
    setPurpose: useCallback(
      (sha256: string, purpose: string) =>
        change((now) => now.map((one) => (one.sha256 === sha256 ? { ...one, purpose } : one))),
      [change],
    ),
    remove: useCallback(
      (gone: (one: Chosen) => boolean) => change((now) => now.filter((one) => !gone(one))),
      [change],
    ),
  };
};
