// Chooses the receiver account: of the owner that the kind needs, active, in the currency.

import { type ReactNode, useEffect, useState } from 'react';
import { useAsk } from '../../ipc/ask';
import type { FindReceivers } from '../../ipc/bindings/FindReceivers';
import type { ReceiverRow } from '../../ipc/bindings/ReceiverRow';
import { Picker } from './Picker';

type Props = {
  needed: Omit<FindReceivers, 'search'>;
  name: string;
  label: ReactNode;
  value: string;
  onChange: (number: string) => void;
  onLeave: () => void;
  error: string | null;
  isDisabled: boolean;
  onFound: (rows: readonly ReceiverRow[]) => void;
};

export const receiverName = ({ name, number }: ReceiverRow): string =>
  name ?? `Receiver account ${number}`;

/** "GTBank ···· 6621": where it is, and the end of its number. */
export const receiverPlace = ({ bankOrNetwork, masked }: ReceiverRow): string =>
  [bankOrNetwork, masked === null ? null : `···· ${masked}`].filter(Boolean).join(' ');

const aboutOf = (row: ReceiverRow): string =>
  [
    `Account ${row.number}`,
    receiverPlace(row),
    row.currency,
    row.standing.statusWord,
    row.owner === null ? null : `of ${row.ownerName ?? `merchant ${row.owner}`}`,
  ]
    .filter(Boolean)
    .join(' · ');

export const ReceiverPicker = ({ needed, onFound, ...props }: Props) => {
  const [search, setSearch] = useState(props.value);
  const found = useAsk('find_receivers', { ...needed, search }, { keepPrevious: true });
  const { data } = found;
  useEffect(() => {
    if (data) {
      onFound(data.rows);
    }
  }, [data, onFound]);
  const isCollection = needed.kind === 'collection';
  return (
    <Picker
      {...props}
      isRequired
      rows={(data?.rows ?? []).map((row) => ({
        number: row.number,
        name: receiverName(row),
        about: aboutOf(row),
        whyNot: row.whyNot,
      }))}
      more={data?.more ?? false}
      onSearch={setSearch}
      hint={
        isCollection
          ? 'One of the source merchant’s, active. Search by name, bank or end of the number.'
          : 'One of the target merchant’s, active. Search by name, bank or end of the number.'
      }
      empty={found.error?.message ?? (data ? `No account fits. ${data.age}` : 'Searching…')}
    />
  );
};
