// Withdraws the approval of a list of fields, after asking.

import { useState } from 'react';
import { useAct } from '../../ipc/act';
import type { FieldSetView } from '../../ipc/bindings/FieldSetView';
import { ActButton } from '../../parts/ActButton';
import { Confirm } from '../../parts/Confirm';

export const WithdrawButton = ({ profile, set }: { profile: string; set: FieldSetView }) => {
  const [isAsking, setAsking] = useState(false);
  const withdraw = useAct('withdraw_field_set', ['list_field_sets', 'list_cards']);
  const { event, fields } = set;
  const close = () => {
    withdraw.reset();
    setAsking(false);
  };
  return (
    <>
      <ActButton aria-label={`Withdraw ${fields.join(', ')}`} onPress={() => setAsking(true)}>
        Withdraw…
      </ActButton>
      <Confirm
        isOpen={isAsking}
        title={`Withdraw the approval of ${fields.join(', ')}?`}
        act="Withdraw the approval"
        isPending={withdraw.isPending}
        error={withdraw.error}
        onClose={close}
        onAct={() => withdraw.mutate({ profile, event, fields }, { onSuccess: close })}
      >
        <p>
          Deliveries over this list go to quarantine from then on. What was verified under it keeps
          its verdict; the ledger shows that the approval was withdrawn, when and by whom.
        </p>
      </Confirm>
    </>
  );
};
