// A change of an object: it is read first, and only the difference to what was read is sent.

import { GitCompareArrows } from 'lucide-react';
import { type ReactNode, useCallback, useEffect, useState } from 'react';
import { useAct } from '../../ipc/act';
import type { ActionWish } from '../../ipc/bindings/ActionWish';
import { Notice } from '../Notice';
import { Failed, Loading } from '../State';
import { Time } from '../Time';
import { ActionForm, type ActionFormProps, Onward } from './ActionForm';
import { ElsewhereList } from './ElsewhereList';
import { type Base, baseOf, changesOf, type Elsewhere, rebase, valuesOf } from './editing';
import { type Checked, sentOf } from './findings';
import { beginForm, type FormState } from './form';

type Edited = {
  profile: string;
  /** `merchant:7` */
  subject: string;
  /** What people call its kind. */
  what: string;
};

/** What was read of it just now. */
export type FreshRead = {
  base: Base;
  readAt: string;
  /** The read's entry. */
  sequence: number;
  onReadAgain: () => void;
};

type ReadFirstProps = Edited & { children: (read: FreshRead) => ReactNode };

/** Reads it each time that it is opened; what it shows begins anew with another read. */
export const ReadFirst = ({ profile, subject, what, children }: ReadFirstProps) => {
  const read = useAct('read_fields', ['subject_facts', 'get_merchant', 'list_timeline']);
  const { mutate } = read;
  const again = useCallback(() => mutate({ profile, subject }), [mutate, profile, subject]);
  useEffect(again, [again]);
  if (read.data && !read.isPending) {
    const { fields, readAt, sequence } = read.data;
    return children({ base: baseOf(fields), readAt, sequence, onReadAgain: again });
  }
  return read.error ? (
    <Failed
      title={`The ${what} could not be read, so it can’t be changed`}
      error={read.error}
      onAgain={again}
    />
  ) : (
    <Loading what={`how the ${what} is now`} />
  );
};

type Props = Edited &
  Pick<ActionFormProps, 'groups' | 'check' | 'follow' | 'above' | 'aside'> & {
    read: FreshRead;
    /** The fields that the form knows, by their names on the wire. */
    names: readonly string[];
    onBack: () => void;
  };

export const EditForm = (props: Props) => {
  const { profile, subject, what, read, names, above, onBack, ...form } = props;
  const { base, readAt, onReadAgain } = read;
  const [elsewhere, setElsewhere] = useState<Elsewhere[]>([]);
  const number = subject.slice(subject.indexOf(':') + 1);
  const settle = (typed: FormState) => {
    const rebased = rebase(typed, base);
    setElsewhere(rebased.elsewhere);
    return JSON.stringify(rebased.form) === JSON.stringify(typed) ? typed : rebased.form;
  };
  const toWish = (typed: FormState, checked: Checked): ActionWish => ({
    is: 'update_subject',
    subject,
    changes: changesOf(typed, sentOf(checked)),
  });
  return (
    <ActionForm
      {...form}
      profile={profile}
      draftKey={subject}
      name={`Edit ${what} ${number}`}
      act={`Change ${what}`}
      begin={() => beginForm(valuesOf(base, names), base)}
      settle={settle}
      toWish={toWish}
      hasFurther
      onReadAgain={onReadAgain}
      above={(typed) => (
        <>
          {elsewhere.length > 0 ? (
            <Notice icon={GitCompareArrows} tone="look" label="Changed elsewhere">
              <ElsewhereList elsewhere={elsewhere} />
            </Notice>
          ) : null}
          <p>
            As Cedar had it at <Time at={readAt} />. Only what you change is changed.
          </p>
          {above?.(typed)}
        </>
      )}
      done={() => (
        <Onward onPress={onBack}>
          Back to {what} {number}
        </Onward>
      )}
    />
  );
};
