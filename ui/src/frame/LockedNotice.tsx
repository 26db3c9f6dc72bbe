// Says over every screen that nothing can be changed, and how that ends.

import { Eye } from 'lucide-react';
import { useAct } from '../ipc/act';
import type { ConsoleStatus } from '../ipc/bindings/ConsoleStatus';
import { mayChange } from '../ipc/mayChange';
import { Button } from '../parts/Button';
import { Notice } from '../parts/Notice';

export const LockedNotice = ({ status }: { status: ConsoleStatus }) => {
  const setAuditor = useAct('set_auditor');
  const { why } = mayChange(status);
  if (!why) {
    return null;
  }
  return (
    <Notice icon={Eye} tone="look" label="Nothing can be changed">
      <span>
        {why} {status.mode === 'operator' ? '' : 'Deliveries are received and kept as ever.'}
      </span>
      {status.mode === 'auditor' ? (
        <Button weight="quiet" onPress={() => setAuditor.mutate({ on: false })}>
          Leave the auditor’s mode
        </Button>
      ) : null}
    </Notice>
  );
};
