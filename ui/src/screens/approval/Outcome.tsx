// What became of a press: the ledger's word, the read after it, and the next thing that waits.

import { CircleCheck, OctagonAlert } from 'lucide-react';
import { useAsk } from '../../ipc/ask';
import type { ActionState } from '../../ipc/bindings/ActionState';
import type { ApprovalView } from '../../ipc/bindings/ApprovalView';
import type { PressedView } from '../../ipc/bindings/PressedView';
import type { ReadAfter } from '../../ipc/bindings/ReadAfter';
import { Button } from '../../parts/Button';
import { ActionOutcome } from '../../parts/form/ActionOutcome';
import type { NextUp } from './ApprovalDrawer';
import styles from './approval.module.css';
import { moneyText, TITLES } from './words';

/** After these it did not happen: a person may open it again. */
const IN_VAIN: readonly ActionState[] = ['refused', 'not_sent', 'did_not_happen'];

type AfterProps = { profile: string; view: ApprovalView; after: ReadAfter | null };

const After = ({ profile, view, after }: AfterProps) => {
  const desk = useAsk('list_desk', { profile });
  if (view.action === 'cancel') {
    return null;
  }
  // It may have been found by a read that came later than the press was answered.
  const card = desk.data?.items.find(
    ({ kind, subject }) => kind === 'locked_differs' && subject?.key === view.subject.key,
  );
  if (card || after?.differs) {
    return (
      <div className={styles.red} role="alert" data-testid="locked-differs">
        <OctagonAlert size={20} aria-hidden="true" />
        <div>
          <p>{card?.what ?? after?.what}</p>
          <p>Speak with Cedar before anything is deposited. The card stays on the desk.</p>
        </div>
      </div>
    );
  }
  if (after === null) {
    return (
      <p className={styles.soft} role="status">
        It is read again as soon as it can be, to see whether what was locked is what was approved.
      </p>
    );
  }
  return (
    <p className={styles.soft} role="status">
      {after.what} Entry {after.entry}.
    </p>
  );
};

type Props = {
  profile: string;
  view: ApprovalView;
  pressed: Extract<PressedView, { is: 'told' | 'confirmed' }>;
  onAgain: () => void;
  onClose: () => void;
  next: NextUp | null;
};

const Told = ({ profile, view, pressed }: Pick<Props, 'profile' | 'view' | 'pressed'>) => {
  const told = pressed.is === 'told' ? pressed.action : null;
  const live = useAsk('get_action', { profile, action: view.id }, { isOff: told === null });
  if (pressed.is === 'confirmed') {
    return (
      <div className={styles.obstacle} data-tone="plain" role="status">
        <CircleCheck size={16} aria-hidden="true" />
        <div>
          <p>Confirmed as the first of two. Nothing was sent: a second person approves it.</p>
          <p className={styles.soft}>
            It counts for {view.countsForMinutes} minutes. Entry {pressed.entry}.
          </p>
        </div>
      </div>
    );
  }
  const action = live.data?.action ?? pressed.action;
  return (
    <>
      <ActionOutcome profile={profile} action={action} />
      {action.state === 'done' ? (
        <After profile={profile} view={view} after={pressed.after} />
      ) : null}
    </>
  );
};

export const Outcome = ({ profile, view, pressed, onAgain, onClose, next }: Props) => {
  const told = pressed.is === 'told' ? pressed.action : null;
  const live = useAsk('get_action', { profile, action: view.id }, { isOff: told === null });
  const state = live.data?.action?.state ?? told?.state ?? null;
  const isVain = state !== null && IN_VAIN.includes(state);
  // Whoever presses Enter in a row goes on where all is well, and comes to a stop where it is not.
  const isWell =
    pressed.is === 'confirmed' || (state === 'done' && pressed.after?.differs !== true);
  const goesOn = next !== null && isWell;
  return (
    <>
      <div className={styles.body} data-testid="approval-outcome" data-state={state ?? pressed.is}>
        <p className={styles.what}>
          {TITLES[view.action]}: {view.pays ? moneyText(view.pays) : view.subject.label}
        </p>
        <Told profile={profile} view={view} pressed={pressed} />
      </div>
      <div className={styles.bar}>
        <div className={styles.ends}>
          <Button autoFocus={!goesOn} data-testid="approval-close" onPress={onClose}>
            Close
          </Button>
          {isVain ? <Button onPress={onAgain}>Read it again</Button> : null}
          {next ? (
            <Button
              autoFocus={goesOn}
              weight="primary"
              data-testid="approval-next"
              onPress={next.onNext}
            >
              Next: {next.label}
            </Button>
          ) : null}
        </div>
      </div>
    </>
  );
};
