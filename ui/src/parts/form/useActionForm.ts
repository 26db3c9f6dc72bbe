// The course of a form: check, review, send once, and what became of it.

import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useEffect, useState } from 'react';
import { useAct } from '../../ipc/act';
import { askAgain } from '../../ipc/again';
import { useAsk } from '../../ipc/ask';
import type { ActionView } from '../../ipc/bindings/ActionView';
import type { ActionWish } from '../../ipc/bindings/ActionWish';
import type { CommandError } from '../../ipc/bindings/CommandError';
import type { RequestReview } from '../../ipc/bindings/RequestReview';
import { type Checked, errorsOf, NOTHING_FOUND } from './findings';
import { type FormState, newActionId } from './form';
import { sendWish } from './sendWish';
import type { FormDraft } from './useFormDraft';

/** Names of queries that what was sent makes stale. */
const TOUCHED = ['get_action', 'list_open_actions', 'subject_facts', 'list_timeline'] as const;

/** Nothing changed by these: the form is offered again, under a new id. */
const isVain = ({ state }: ActionView): boolean =>
  state === 'refused' || state === 'not_sent' || state === 'did_not_happen';

type Course = {
  profile: string;
  draft: FormDraft;
  /** The offline check of the form as it stands. */
  check: (form: FormState) => Promise<Checked>;
  toWish: (form: FormState, checked: Checked) => ActionWish;
  /** What else keeps it from being sent; it is said in the form. */
  isBlocked: (form: FormState) => boolean;
  onStopped?: (() => void) | undefined;
};

export type Reviewed = { wish: ActionWish; review: RequestReview; checked: Checked };

export const useActionForm = (over: Course) => {
  const { profile, draft, check, toWish, isBlocked, onStopped } = over;
  const client = useQueryClient();
  const { form } = draft;
  const [checked, setChecked] = useState<Checked>(NOTHING_FOUND);
  const [isPressed, setIsPressed] = useState(false);
  const [reviewed, setReviewed] = useState<Reviewed | null>(null);
  const [vain, setVain] = useState<ActionView | null>(null);
  // The answer of the id before stays until the new one's is there: the form is not taken away.
  const known = useAsk('get_action', { profile, action: form.action }, { keepPrevious: true });
  const reviewing = useAct('review_action', TOUCHED);
  const sending = useMutation<ActionView, CommandError, { action: string; wish: ActionWish }>({
    mutationFn: ({ action, wish }) => sendWish(profile, action, wish),
    onSettled: () => askAgain(client, ...TOUCHED, 'console_status'),
  });

  const found = known.data?.action ?? null;
  const told = sending.data?.action === form.action ? sending.data : null;
  const action = found?.action === form.action ? found : told;

  // Findings follow what is typed; the newest answer counts.
  useEffect(() => {
    let isHere = true;
    check(form).then(
      (next) => (isHere ? setChecked(next) : undefined),
      // That it could not be checked is told when it is pressed.
      () => undefined,
    );
    return () => {
      isHere = false;
    };
  }, [check, form]);

  useEffect(() => {
    if (action && isVain(action)) {
      setVain(action);
      setReviewed(null);
      draft.set({ ...form, action: newActionId() });
    }
  }, [action, form, draft.set]);

  const [failure, setFailure] = useState<CommandError | null>(null);
  /** Gives the names of the fields with errors. Held, the request is not reviewed at all. */
  const press = async (isHeld: boolean): Promise<string[]> => {
    setIsPressed(true);
    setFailure(null);
    setVain(null);
    try {
      const now = await check(form);
      setChecked(now);
      const errors = errorsOf(now).map(({ field }) => field);
      if (errors.length > 0 || isHeld || isBlocked(form)) {
        return errors;
      }
      const wish = toWish(form, now);
      const review = await reviewing.mutateAsync({ profile, wish });
      setReviewed({ wish, review, checked: now });
    } catch (error) {
      const stopped = error as CommandError;
      setFailure(stopped);
      onStopped?.();
      return stopped.field === null ? [] : [stopped.field];
    }
    return [];
  };
  return {
    action,
    /** The last try that changed nothing. */
    vain,
    checked,
    isPressed,
    reviewed,
    isReviewing: reviewing.isPending,
    failure,
    press,
    backToForm: () => {
      sending.reset();
      setReviewed(null);
    },
    send: () => {
      if (reviewed) {
        sending.mutate({ action: form.action, wish: reviewed.wish });
      }
    },
    isSending: sending.isPending,
    sendError: sending.error,
    isKnown: known.data !== undefined || known.error !== null,
  };
};
