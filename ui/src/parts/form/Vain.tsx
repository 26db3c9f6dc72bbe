// Why the last try changed nothing, above the form.

import { useEffect, useRef } from 'react';
import type { ActionState } from '../../ipc/bindings/ActionState';
import type { ActionView } from '../../ipc/bindings/ActionView';
import { ActionStateWord } from '../call/ActionStateWord';
import styles from './form.module.css';
import { refusalWords } from './refusedField';

const WORDS: Partial<Record<ActionState, string>> = {
  refused: 'Nothing was changed.',
  not_sent: 'Nothing was sent, nothing was changed.',
  did_not_happen: 'It was sent, and did not happen.',
};

type Props = {
  action: ActionView;
  /** Whether the refusal is told at a field. */
  isAtField: boolean;
};

export const Vain = ({ action, isAtField }: Props) => {
  const frame = useRef<HTMLDivElement>(null);
  // Its field takes the focus, if it is told at one.
  useEffect(() => {
    const form = frame.current?.closest('form');
    const field = form?.querySelector<HTMLElement>('[data-field] [aria-invalid=true]');
    (isAtField && field ? field : frame.current)?.focus();
  }, [isAtField]);
  return (
    <div ref={frame} className={styles.vain} role="alert" tabIndex={-1} data-testid="vain">
      <ActionStateWord state={action.state} />
      <p dir="auto">
        {action.refusal ? (
          <>
            {isAtField
              ? 'Cedar refused it, see the field below.'
              : refusalWords(action.refusal)}{' '}
          </>
        ) : (
          `${action.detail} `
        )}
        {WORDS[action.state]} The form is as it was; look it through and send it anew.
      </p>
    </div>
  );
};
