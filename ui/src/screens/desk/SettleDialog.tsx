// Settles a card of the desk with a person's words.

import { useState } from 'react';
import { useAct } from '../../ipc/act';
import type { DeskItemView } from '../../ipc/bindings/DeskItemView';
import { Confirm } from '../../parts/Confirm';
import { Field } from '../../parts/Field';
import { itemWords } from './kinds';

type Props = { profile: string; item: DeskItemView; onClose: () => void };

export const SettleDialog = ({ profile, item, onClose }: Props) => {
  const [note, setNote] = useState('');
  const settle = useAct('settle_desk', ['list_desk', 'list_timeline']);
  return (
    <Confirm
      isOpen
      title={itemWords(item)}
      act="Settle it"
      weight="primary"
      isPending={settle.isPending}
      isBlocked={note.trim() === ''}
      error={settle.error}
      onAct={() =>
        settle.mutate({ profile, card: item.card ?? '', note }, { onSuccess: () => onClose() })
      }
      onClose={onClose}
    >
      <p dir="auto">{item.what}</p>
      <Field name="note" label="What you found" value={note} onChange={setNote} rows={3} />
    </Confirm>
  );
};
