// Who works at this console, and the auditor's mode.

import { useState } from 'react';
import { useAct } from '../../ipc/act';
import type { ConsoleStatus } from '../../ipc/bindings/ConsoleStatus';
import type { Mode } from '../../ipc/bindings/Mode';
import { useStatus } from '../../ipc/useStatus';
import { ActFailed } from '../../parts/ActFailed';
import { Asked } from '../../parts/Asked';
import { Button } from '../../parts/Button';
import { OperatorForm } from '../../parts/OperatorForm';
import { Part } from '../../parts/Part';
import { LockForm } from './LockForm';
import styles from './words.module.css';

const MODES: Record<Mode, string> = {
  operator: 'Off. What is decided here is written to the ledger under the operator’s name.',
  auditor: 'On. Nothing can be changed until it is left.',
  auditor_only: 'On, for as long as the program runs: it was started for auditors alone.',
};

const AuditorsMode = ({ mode }: Pick<ConsoleStatus, 'mode'>) => {
  const set = useAct('set_auditor');
  return (
    <Part
      name="Auditor’s mode"
      about="Everything can be looked at, nothing can be changed. Deliveries are received, checked
        and kept as ever, in every profile."
    >
      <p>{MODES[mode]}</p>
      <ActFailed error={set.error} />
      <Button
        isDisabled={set.isPending || mode === 'auditor_only'}
        onPress={() => set.mutate({ on: mode === 'operator' })}
      >
        {mode === 'operator' ? 'Enter the auditor’s mode' : 'Leave the auditor’s mode'}
      </Button>
    </Part>
  );
};

export const Operator = () => {
  const [isSaved, setSaved] = useState(false);
  return (
    <Asked question={useStatus()} what="who works here">
      {({ operator, mode, lock }) => (
        <>
          {lock.state === 'none' ? (
            <OperatorForm operator={operator} act="Save the name" onDone={() => setSaved(true)}>
              <span role="status" className={styles.saved}>
                {isSaved ? `Saved. You are ${operator ?? 'known'} here.` : ''}
              </span>
            </OperatorForm>
          ) : (
            <LockForm operator={operator} lock={lock} />
          )}
          <AuditorsMode mode={mode} />
        </>
      )}
    </Asked>
  );
};
