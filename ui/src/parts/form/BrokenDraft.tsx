// A draft that is there and can't be read: it is told, and removed only if a person says so.

import { FileWarning } from 'lucide-react';
import { ActButton } from '../ActButton';
import { Empty } from '../State';

type Props = { problem: string; onDiscard: () => Promise<void> };

export const BrokenDraft = ({ problem, onDiscard }: Props) => (
  <Empty
    icon={FileWarning}
    title="The draft of this form can’t be read"
    action={<ActButton onPress={() => void onDiscard()}>Discard it and begin anew</ActButton>}
  >
    {problem}. It is in the profile’s folder, under <code>drafts</code>, and is not written over.
  </Empty>
);
