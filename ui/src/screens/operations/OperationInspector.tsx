// One operation: its path and how well that is known, its last result, and calling it if it reads.

import { X } from 'lucide-react';
import { type RefObject, useEffect, useRef } from 'react';
import type { OperationView } from '../../ipc/bindings/OperationView';
import type { ProfileStatus } from '../../ipc/bindings/ProfileStatus';
import { Button } from '../../parts/Button';
import { EFFECTS, Effect } from '../../parts/Effect';
import { CallForm } from './CallForm';
import { Evidence } from './Evidence';
import { LastResult } from './LastResult';
import styles from './Operations.module.css';
import { OverrideForm } from './OverrideForm';

type Props = {
  profile: ProfileStatus;
  operation: OperationView;
  isReady: boolean;
  headingRef: RefObject<HTMLHeadingElement | null>;
  /** Escape: back to the row. */
  onLeave: () => void;
  onClose: () => void;
};

/** Also from a field, in which the window's own keys are not heard. */
const useLeaving = (onLeave: () => void) => {
  const aside = useRef<HTMLElement>(null);
  const latest = useRef(onLeave);
  latest.current = onLeave;
  useEffect(() => {
    const element = aside.current;
    const leave = (event: KeyboardEvent) => {
      if (event.key === 'Escape' && !event.defaultPrevented) {
        event.preventDefault();
        latest.current();
      }
    };
    element?.addEventListener('keydown', leave);
    return () => element?.removeEventListener('keydown', leave);
  }, []);
  return aside;
};

export const OperationInspector = (props: Props) => {
  const { profile, operation, isReady } = props;
  const aside = useLeaving(props.onLeave);
  return (
    <aside ref={aside} className={styles.inspector} aria-labelledby="operation-heading">
      <header className={styles.inspectorHead}>
        <div>
          <h2 id="operation-heading" ref={props.headingRef} tabIndex={-1}>
            {operation.label}
          </h2>
          <p className={styles.soft}>
            <code>{operation.id}</code>
          </p>
        </div>
        <Button weight="quiet" aria-label="Close" onPress={props.onClose}>
          <X size={16} aria-hidden="true" />
        </Button>
      </header>
      <p className={styles.does}>
        <Effect effect={operation.effect} />
        <span className={styles.soft}>{EFFECTS[operation.effect].meaning}</span>
      </p>
      <Evidence operation={operation} />
      <CallForm profile={profile.name} operation={operation} isReady={isReady} />
      <LastResult operation={operation} />
      <OverrideForm profile={profile.name} operation={operation} />
    </aside>
  );
};
