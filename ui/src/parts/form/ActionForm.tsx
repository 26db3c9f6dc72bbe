// A form from its first letter to its outcome: draft, fields, findings, review, what became of it.

import { type ReactNode, useEffect, useRef } from 'react';
import type { ActionView } from '../../ipc/bindings/ActionView';
import type { ActionWish } from '../../ipc/bindings/ActionWish';
import { Button } from '../Button';
import { ProposeChange } from '../ProposeChange';
import { Failed, Loading } from '../State';
import { ActionOutcome } from './ActionOutcome';
import { BrokenDraft } from './BrokenDraft';
import { DraftLine } from './DraftLine';
import { FormBody } from './FormBody';
import { type Checked, warningsOf } from './findings';
import type { FieldGroup, FormState } from './form';
import styles from './form.module.css';
import { Review } from './Review';
import { useActionForm } from './useActionForm';
import { type FormDraft, useFormDraft } from './useFormDraft';

export type ActionFormProps = {
  profile: string;
  /** Which draft it is kept as: `merchant:new`, `merchant:7`. */
  draftKey: string;
  /** What the form is called: "New merchant". */
  name: string;
  /** What the button of the review does: "Create merchant". */
  act: string;
  groups: readonly FieldGroup[] | ((form: FormState) => readonly FieldGroup[]);
  /** What it begins with where there is no draft. It must not change while the form is shown. */
  begin: () => FormState;
  /** Must be the same function as long as it checks the same (`useCallback`). */
  check: (form: FormState) => Promise<Checked>;
  toWish: (form: FormState, checked: Checked) => ActionWish;
  hasFurther?: boolean;
  /** Looked at with each change of the form: what a change of one field does to another. */
  follow?: (next: FormState, before: FormState) => FormState;
  /** Once, when the form is there: what was read meanwhile is put under what was typed. */
  settle?: (form: FormState) => FormState;
  /** What stands above the fields and beside them. */
  above?: (form: FormState) => ReactNode;
  aside?: (form: FormState, onChange: ((next: FormState) => void) | null) => ReactNode;
  isBlocked?: (form: FormState) => boolean;
  /** What stands in words above the request that is reviewed. */
  summary?: (form: FormState) => ReactNode;
  /** Told when the request could not be made, or was not sent. */
  onStopped?: () => void;
  /** Offered where an edit was refused since the object changed meanwhile. */
  onReadAgain?: () => void;
  /** What is offered when it is done. */
  done: (action: ActionView) => ReactNode;
};

const SAME = (form: FormState): FormState => form;
const FREE = (): boolean => false;

const Filled = ({ draft, ...props }: ActionFormProps & { draft: FormDraft }) => {
  const { profile, follow = SAME, settle = SAME, groups } = props;
  const { form } = draft;
  const course = useActionForm({
    profile,
    draft,
    check: props.check,
    toWish: props.toWish,
    isBlocked: props.isBlocked ?? FREE,
    onStopped: props.onStopped,
  });
  const { action, reviewed } = course;
  const isSettled = useRef(false);
  useEffect(() => {
    if (!isSettled.current) {
      isSettled.current = true;
      const settled = settle(form);
      if (settled !== form) {
        draft.set(settled);
      }
    }
  });

  const isDone = action?.state === 'done';
  const { discard } = draft;
  // The draft goes when its action is done; the outcome stays on the screen.
  const doneAction = useRef<ActionView | null>(null);
  if (isDone) {
    doneAction.current = action;
  }
  useEffect(() => {
    if (isDone) {
      void discard();
    }
  }, [isDone, discard]);
  if (doneAction.current) {
    return (
      <>
        <ActionOutcome profile={profile} action={doneAction.current} />
        {props.done(doneAction.current)}
      </>
    );
  }
  if (!course.isKnown) {
    return <Loading what="what became of it" />;
  }
  if (action && (action.state === 'unknown' || action.state === 'under_way')) {
    return <ActionOutcome profile={profile} action={action} />;
  }
  if (reviewed) {
    // What is reviewed is not changed any more.
    const aside = props.aside?.(form, null);
    return (
      <div className={styles.columns}>
        <Review
          review={reviewed.review}
          act={props.act}
          summary={props.summary?.(form)}
          warnings={warningsOf(reviewed.checked)}
          notChecked={reviewed.checked.notChecked}
          isPending={course.isSending}
          error={course.sendError}
          onBack={course.backToForm}
          onSend={course.send}
          propose={
            reviewed.wish.is === 'update_subject' ? (
              <ProposeChange
                profile={profile}
                change={{
                  is: 'details',
                  subject: reviewed.wish.subject,
                  changes: reviewed.wish.changes,
                }}
              />
            ) : null
          }
        />
        {aside ? <aside className={styles.aside}>{aside}</aside> : null}
      </div>
    );
  }
  return (
    <>
      <DraftLine draft={draft} />
      {props.above?.(form)}
      <FormBody
        name={props.name}
        groups={typeof groups === 'function' ? groups(form) : groups}
        form={form}
        onChange={(next) => draft.set(follow(next, form))}
        course={course}
        hasFurther={props.hasFurther ?? false}
        aside={props.aside?.(form, (next) => draft.set(follow(next, form)))}
        onReadAgain={props.onReadAgain}
      />
    </>
  );
};

export const ActionForm = (props: ActionFormProps) => {
  const draft = useFormDraft(props.profile, props.draftKey, props.begin);
  switch (draft.is) {
    case 'reading':
      return <Loading what="the draft" />;
    case 'failed':
      return <Failed title="Could not read the draft" error={draft.error} onAgain={draft.again} />;
    case 'broken':
      return <BrokenDraft problem={draft.problem} onDiscard={draft.discard} />;
    case 'ready':
      return <Filled {...props} draft={draft} />;
  }
};

/** A way on after something is done. */
export const Onward = ({ onPress, children }: { onPress: () => void; children: ReactNode }) => (
  <p>
    <Button weight="primary" autoFocus onPress={onPress}>
      {children}
    </Button>
  </p>
);
