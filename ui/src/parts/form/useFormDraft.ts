// A form with its draft: read from disk when it is opened, kept with each change, discarded.

import { useQueryClient } from '@tanstack/react-query';
import { useCallback, useEffect, useRef, useState } from 'react';
import { askAgain } from '../../ipc/again';
import type { CommandError } from '../../ipc/bindings/CommandError';
import { call } from '../../ipc/call';
import { useMayChange } from '../../ipc/mayChange';
import { beginForm, type FormState, readForm } from './form';
import { keeperOf } from './keepDraft';

export type FormDraft = {
  form: FormState;
  /** When the draft was saved that the form came back from; none if it began anew. */
  foundFrom: string | null;
  savedAt: string | null;
  /** Why what is typed is not kept. */
  error: CommandError | null;
  set: (next: FormState) => void;
  discard: () => Promise<void>;
};

export type DraftState =
  | { is: 'reading' }
  | { is: 'failed'; error: CommandError; again: () => void }
  | { is: 'broken'; problem: string; discard: () => Promise<void> }
  | ({ is: 'ready' } & FormDraft);

type Read =
  | { is: 'reading' }
  | { is: 'failed'; error: CommandError }
  | { is: 'broken'; problem: string }
  | { is: 'ready'; form: FormState; foundFrom: string | null };

const OTHER_VERSION = 'another version of this program wrote it';

/** `begin` is what the form begins with where there is no draft. */
export const useFormDraft = (
  profile: string,
  key: string,
  begin: () => FormState = beginForm,
): DraftState => {
  const client = useQueryClient();
  const { may } = useMayChange();
  const [read, setRead] = useState<Read>({ is: 'reading' });
  const [saved, setSaved] = useState<{ at: string | null; error: CommandError | null }>({
    at: null,
    error: null,
  });
  const [attempt, setAttempt] = useState(0);
  const beginning = useRef(begin);
  beginning.current = begin;
  const keeper = keeperOf(profile, key);

  // biome-ignore lint/correctness/useExhaustiveDependencies: each attempt reads anew
  useEffect(() => {
    let isHere = true;
    const told = (next: Read) => (isHere ? setRead(next) : undefined);
    const look = async () => {
      await keeper.settled();
      const { draft, problem } = await call('get_draft', { profile, key });
      if (problem !== null) {
        return told({ is: 'broken', problem });
      }
      if (!draft) {
        return told({ is: 'ready', form: beginning.current(), foundFrom: null });
      }
      const form = readForm(draft.form);
      return told(
        form
          ? { is: 'ready', form, foundFrom: draft.savedAt }
          : { is: 'broken', problem: OTHER_VERSION },
      );
    };
    look().catch((error: CommandError) => told({ is: 'failed', error }));
    return () => {
      isHere = false;
    };
  }, [profile, key, attempt]);

  const isKept = saved.at !== null;
  useEffect(
    () =>
      keeper.listen((told) => {
        if ('error' in told) {
          setSaved((now) => ({ ...now, error: told.error }));
          return;
        }
        setSaved({ at: told.savedAt, error: null });
        if (!isKept) {
          void askAgain(client, 'list_drafts');
        }
      }),
    [keeper, client, isKept],
  );

  const set = useCallback(
    (form: FormState) => {
      setRead((now) => (now.is === 'ready' ? { ...now, form } : now));
      // In the auditor's mode nothing is kept.
      if (may) {
        keeper.save(JSON.stringify(form));
      }
    },
    [keeper, may],
  );
  const discard = useCallback(async () => {
    try {
      await keeper.discard();
      setSaved({ at: null, error: null });
      setRead({ is: 'ready', form: beginning.current(), foundFrom: null });
    } catch (error) {
      setSaved((now) => ({ ...now, error: error as CommandError }));
    }
    await askAgain(client, 'list_drafts');
  }, [keeper, client]);

  switch (read.is) {
    case 'reading':
      return read;
    case 'failed':
      return { ...read, again: () => setAttempt((now) => now + 1) };
    case 'broken':
      return { ...read, discard };
    case 'ready':
      return { ...read, savedAt: saved.at ?? read.foundFrom, error: saved.error, set, discard };
  }
};
