// Chooses the source or the target merchant.

import { type ReactNode, useEffect, useState } from 'react';
import { useAsk } from '../../ipc/ask';
import type { PartyRole } from '../../ipc/bindings/PartyRole';
import type { PartyRow } from '../../ipc/bindings/PartyRow';
import { Picker } from './Picker';

type Props = {
  profile: string;
  as: PartyRole;
  name: string;
  label: ReactNode;
  value: string;
  onChange: (number: string) => void;
  onLeave: () => void;
  error: string | null;
  isDisabled: boolean;
  /** Told of what was found, so that it can be called by its name elsewhere. */
  onFound: (rows: readonly PartyRow[]) => void;
};

export const partyName = ({ name, number }: PartyRow): string => name ?? `Merchant ${number}`;

export const PartyPicker = ({ profile, as, onFound, ...props }: Props) => {
  const [search, setSearch] = useState(props.value);
  const found = useAsk('find_parties', { profile, role: as, search }, { keepPrevious: true });
  const { data } = found;
  useEffect(() => {
    if (data) {
      onFound(data.rows);
    }
  }, [data, onFound]);
  return (
    <Picker
      {...props}
      isRequired={as === 'source'}
      rows={(data?.rows ?? []).map((row) => ({
        number: row.number,
        name: partyName(row),
        about: [`Merchant ${row.number}`, row.standing.statusWord, row.country]
          .filter(Boolean)
          .join(' · '),
        whyNot: row.whyNot,
      }))}
      more={data?.more ?? false}
      onSearch={setSearch}
      hint={
        as === 'source'
          ? 'Search by name or number. It has to be approved.'
          : 'Whose account it is. Empty: any merchant’s.'
      }
      empty={found.error?.message ?? (data ? `No merchant fits. ${data.age}` : 'Searching…')}
    />
  );
};
