// The course of an approval: read, typed, pressed once, and what became of it.

import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useCallback, useEffect, useRef, useState } from 'react';
import { useAct } from '../../ipc/act';
import { askAgain } from '../../ipc/again';
import type { ApprovalView } from '../../ipc/bindings/ApprovalView';
import type { CommandError } from '../../ipc/bindings/CommandError';
import type { PressApproval } from '../../ipc/bindings/PressApproval';
import type { PressedView } from '../../ipc/bindings/PressedView';
import type { ReportedDeposit } from '../../ipc/bindings/ReportedDeposit';
import type { TransactionAction } from '../../ipc/bindings/TransactionAction';
import { call } from '../../ipc/call';

/** What is stale after anything of an approval was done. */
const TOUCHED = [
  'list_desk',
  'get_action',
  'list_open_actions',
  'subject_facts',
  'list_timeline',
] as const;

type Typed = {
  typed: string;
  reason: string;
  cancelReason: string | null;
  deposit: ReportedDeposit | null;
};

const NOTHING_TYPED: Typed = { typed: '', reason: '', cancelReason: null, deposit: null };

export type Approval = {
  view: ApprovalView | null;
  openError: CommandError | null;
  isReading: boolean;
  /** Reads it anew, under a new action's id. */
  openAgain: () => void;
  typed: Typed;
  type: (change: Partial<Typed>) => void;
  press: () => void;
  isPressed: boolean;
  pressError: CommandError | null;
  pressed: PressedView | null;
};

export const useApproval = (
  profile: string,
  subject: string,
  action: TransactionAction,
): Approval => {
  const client = useQueryClient();
  const { mutate: open, ...opening } = useAct('open_approval', TOUCHED);
  const [typed, setTyped] = useState(NOTHING_TYPED);
  const pressing = useMutation<PressedView, CommandError, PressApproval & { isFirst: boolean }>({
    mutationFn: ({ isFirst, ...request }) =>
      call(isFirst ? 'confirm_approval' : 'press_approval', request),
    retry: false,
    onSettled: () => askAgain(client, 'console_status', ...TOUCHED),
  });
  const { reset } = pressing;
  // A press that was delivered is not pressed again, however fast the second one comes.
  const isHeld = useRef(false);

  const openAgain = useCallback(() => {
    isHeld.current = false;
    reset();
    setTyped(NOTHING_TYPED);
    open({ profile, subject, action });
  }, [open, reset, profile, subject, action]);

  useEffect(() => openAgain(), [openAgain]);

  const view = opening.data ?? null;
  const press = () => {
    if (!view || isHeld.current) {
      return;
    }
    isHeld.current = true;
    pressing.mutate(
      {
        profile,
        subject,
        id: view.id,
        kind: view.kind,
        action: view.action,
        shown: view.shown,
        typed: typed.typed,
        reason: typed.reason,
        deposit: typed.deposit,
        cancelReason: typed.cancelReason,
        isFirst: view.demand === 'first',
      },
      {
        onSuccess: (told) => {
          // What stopped it can be mended here; then it may be pressed again.
          isHeld.current = told.is !== 'stopped';
        },
        onError: () => {
          isHeld.current = false;
        },
      },
    );
  };
  return {
    view,
    openError: opening.error,
    isReading: opening.isPending,
    openAgain,
    typed,
    type: (change) => setTyped((now) => ({ ...now, ...change })),
    press,
    isPressed: pressing.isPending,
    pressError: pressing.error,
    pressed: pressing.data ?? null,
  };
};
