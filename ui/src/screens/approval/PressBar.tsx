// At the foot of the drawer: what is typed, a reason where one is asked for, and the one button.

import { type ReactNode, useEffect, useRef } from 'react';
import { useAsk } from '../../ipc/ask';
import type { ApprovalView } from '../../ipc/bindings/ApprovalView';
import type { ProfileStatus } from '../../ipc/bindings/ProfileStatus';
import type { StopKind } from '../../ipc/bindings/StopKind';
import { useMayChange } from '../../ipc/mayChange';
import { Button } from '../../parts/Button';
import { Field } from '../../parts/Field';
import styles from './approval.module.css';
import type { Approval } from './useApproval';
import { pressWords } from './words';

/** While a press is under way it is asked so often whether its request has left. */
const LOOK_EVERY_MS = 200;

/** Where it is mended that a press was stopped: the focus goes there. */
const FIELD_OF: Partial<Record<StopKind, string>> = { typed: 'typed', reason_needed: 'reason' };

const asksForReason = (view: ApprovalView, approval: Approval): boolean =>
  view.action === 'cancel' ||
  view.warnings.some((warning) => warning.asksForReason) ||
  (approval.pressed?.is === 'stopped' && approval.pressed.kind === 'reason_needed') ||
  approval.typed.reason !== '';

type Props = {
  profile: ProfileStatus;
  view: ApprovalView;
  approval: Approval;
  tooLate: 'expired' | 'old' | null;
  children: ReactNode;
};

export const PressBar = ({ profile, view, approval, tooLate, children }: Props) => {
  const { may, why } = useMayChange();
  const { typed, type, pressed } = approval;
  const begun = useAsk(
    'get_action',
    { profile: profile.name, action: view.id },
    { everyMs: LOOK_EVERY_MS, isOff: !approval.isPressed },
  );
  const hasLeft = begun.data?.action?.action === view.id;
  const isCancel = view.action === 'cancel';
  const isReasonAsked = asksForReason(view, approval);
  const isFrozen = view.frozen.length > 0;
  const isBlocked =
    !may ||
    tooLate !== null ||
    (isFrozen && !isCancel) ||
    view.notPermitted.length > 0 ||
    view.demand === 'refused' ||
    (view.typed !== null && typed.typed.trim() === '') ||
    (isReasonAsked && typed.reason.trim() === '') ||
    (view.deposit !== null && typed.deposit === null);
  const wrong = pressed?.is === 'stopped' ? pressed : null;
  const bar = useRef<HTMLDivElement>(null);
  useEffect(() => {
    const name = wrong === null ? null : (FIELD_OF[wrong.kind] ?? null);
    if (name !== null) {
      const field = bar.current?.querySelector<HTMLInputElement>(`[name=${name}]`);
      field?.focus();
      field?.select();
    }
  }, [wrong]);
  return (
    <div className={styles.bar} ref={bar}>
      {view.typed ? (
        <Field
          name="typed"
          label={`Type ${view.typed.words}`}
          value={typed.typed}
          onChange={(text) => type({ typed: text })}
          error={wrong?.kind === 'typed' ? `It is not ${view.typed.words}.` : null}
          isMono
        />
      ) : null}
      {isReasonAsked ? (
        <Field
          name="reason"
          label={isCancel ? 'Why it is cancelled' : 'Why it is approved all the same'}
          value={typed.reason}
          onChange={(text) => type({ reason: text })}
          error={wrong?.kind === 'reason_needed' ? 'A reason is needed.' : null}
          rows={2}
        />
      ) : null}
      {view.deposit !== null && typed.deposit === null ? (
        <p className={styles.soft} role="status">
          Its report above is not whole: amount, currency, and a hash or a file as evidence.
        </p>
      ) : null}
      <div className={styles.press} title={why ?? undefined}>
        <Button
          weight={isCancel ? 'danger' : 'primary'}
          data-testid="approval-press"
          isDisabled={isBlocked}
          isPending={approval.isPressed}
          onPress={approval.press}
        >
          <span aria-live="polite">
            {approval.isPressed
              ? hasLeft
                ? 'sending…'
                : 'reading again…'
              : pressWords(view, profile.environment)}
          </span>
        </Button>
      </div>
      <div className={styles.others}>{children}</div>
    </div>
  );
};
