// A list of fields, in order, with what was decided on it, when and by whom.

import { Check, CircleSlash, Undo2 } from 'lucide-react';
import type { ReactNode } from 'react';
import type { FieldSetState } from '../ipc/bindings/FieldSetState';
import type { FieldSetView } from '../ipc/bindings/FieldSetView';
import styles from './FieldSetLine.module.css';
import { Time } from './Time';

const STATES: Record<FieldSetState, { word: string; icon: typeof Check }> = {
  built_in: { word: 'approved from the start', icon: Check },
  approved: { word: 'approved', icon: Check },
  rejected: { word: 'rejected', icon: CircleSlash },
  withdrawn: { word: 'withdrawn', icon: Undo2 },
};

type Props = { set: FieldSetView; children?: ReactNode };

export const FieldSetLine = ({ set, children }: Props) => {
  const { word, icon: Icon } = STATES[set.state];
  const { decided } = set;
  return (
    <div className={styles.line} data-state={set.state} data-testid="field-set">
      <div className={styles.fields}>
        <code>{set.fields.join(',') || 'an empty list'}</code>
        <span className={styles.event}>{set.event ?? 'every event'}</span>
      </div>
      <div>
        <span className={styles.state}>
          <Icon size={14} aria-hidden="true" />
          {word}
        </span>
        {decided ? (
          <p className={styles.decided}>
            <Time at={decided.at} form="full" />, by {decided.by ?? 'someone who gave no name'}
            {decided.note ? `: “${decided.note}”` : ''}
          </p>
        ) : null}
      </div>
      <div>{children}</div>
    </div>
  );
};
