// The head of a transaction's page: kind, number, and the actions that its state permits.

import type { TransactionAction } from '../../ipc/bindings/TransactionAction';
import type { TransactionView } from '../../ipc/bindings/TransactionView';
import { ActButton } from '../../parts/ActButton';
import { PageHead } from '../../parts/PageHead';

const LABELS: Record<TransactionAction, string> = {
  cancel: 'Cancel…',
  approve_quote: 'Review quote',
  approve_deposit: 'Confirm deposit',
};
/** What goes on stands last, where the hand is. */
const ORDER: readonly TransactionAction[] = ['cancel', 'approve_quote', 'approve_deposit'];

type Props = {
  number: string;
  view: TransactionView;
  onApprove: (action: TransactionAction) => void;
};

export const TransactionHead = ({ number, view, onApprove }: Props) => (
  <PageHead title={view.kindWord} number={number} what="the transaction’s number">
    {ORDER.filter((action) => view.permits.includes(action)).map((action) => (
      <ActButton
        key={action}
        weight={action === 'cancel' ? 'plain' : 'primary'}
        onPress={() => onApprove(action)}
      >
        {LABELS[action]}
      </ActButton>
    ))}
  </PageHead>
);
