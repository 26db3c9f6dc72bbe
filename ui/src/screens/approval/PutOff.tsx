// Denying or postponing, with a reason. Nothing is sent by either.

import { useState } from 'react';
import { useAct } from '../../ipc/act';
import type { ApprovalView } from '../../ipc/bindings/ApprovalView';
import { ActButton } from '../../parts/ActButton';
import { ActFailed } from '../../parts/ActFailed';
import { Button } from '../../parts/Button';
import { Chips } from '../../parts/Chips';
import { Field } from '../../parts/Field';
import type { NextUp } from './ApprovalDrawer';
import styles from './approval.module.css';

const SPANS = [
  { id: '30', label: '30 minutes' },
  { id: '120', label: '2 hours' },
  { id: '1440', label: '1 day' },
] as const;

type Span = (typeof SPANS)[number]['id'];

type Props = {
  profile: string;
  view: ApprovalView;
  what: 'deny' | 'postpone';
  onBack: () => void;
  onClose: () => void;
  next: NextUp | null;
};

export const PutOff = ({ profile, view, what, onBack, onClose, next }: Props) => {
  const [reason, setReason] = useState('');
  const [span, setSpan] = useState<Span>('120');
  const putOff = useAct('put_off_approval', ['list_desk', 'list_timeline']);
  const isDenied = what === 'deny';
  if (putOff.isSuccess) {
    return (
      <>
        <div className={styles.body} data-testid="approval-put-off">
          <p className={styles.what} role="status">
            {isDenied ? 'Denied.' : 'Postponed.'} Nothing was sent. Entry {putOff.data.entry}.
          </p>
        </div>
        <div className={styles.bar}>
          <div className={styles.ends}>
            <Button autoFocus={next === null} data-testid="approval-close" onPress={onClose}>
              Close
            </Button>
            {next ? (
              <Button autoFocus weight="primary" data-testid="approval-next" onPress={next.onNext}>
                Next: {next.label}
              </Button>
            ) : null}
          </div>
        </div>
      </>
    );
  }
  const send = () =>
    putOff.mutate({
      profile,
      id: view.id,
      subject: view.subject.key,
      action: view.action,
      status: view.status,
      hash: view.shown.hash,
      minutes: isDenied ? null : Number(span),
      reason,
    });
  return (
    <>
      <div className={styles.body}>
        <p>
          {isDenied
            ? 'It leaves the desk until its state changes. Nothing is sent: cancel it to end it.'
            : 'It comes back to the desk by itself. Nothing is sent.'}
        </p>
        {isDenied ? null : (
          <Chips label="For how long" options={SPANS} chosen={span} onChoose={setSpan} />
        )}
        <Field name="reason" label="Why" value={reason} onChange={setReason} rows={3} />
        <ActFailed error={putOff.error} />
      </div>
      <div className={styles.bar}>
        <div className={styles.ends}>
          <Button autoFocus onPress={onBack}>
            Back
          </Button>
          <ActButton
            weight="danger"
            isDisabled={reason.trim() === '' || putOff.isPending}
            onPress={send}
          >
            {isDenied ? 'Deny it' : 'Postpone it'}
          </ActButton>
        </div>
      </div>
    </>
  );
};
