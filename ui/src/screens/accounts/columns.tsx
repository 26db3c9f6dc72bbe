// The columns of the list of receiver accounts.

import type { AccountRow } from '../../ipc/bindings/AccountRow';
import { StatusWord } from '../../parts/catalog/StatusWord';
import { TimeInStatus } from '../../parts/catalog/TimeInStatus';
import type { GridColumn } from '../../parts/DataGrid';
import { Mark } from '../../parts/Mark';
import styles from '../merchants/Merchants.module.css';

const None = () => <span className={styles.faint}>–</span>;

const Clipped = ({ text }: { text: string | null }) =>
  text === null ? (
    <None />
  ) : (
    <bdi className={styles.clip} title={text}>
      {text}
    </bdi>
  );

const Owner = ({ row }: { row: AccountRow }) =>
  row.owner === null ? <None /> : <Clipped text={row.ownerName ?? `Merchant ${row.owner}`} />;

/** The end of a number, behind what is left out of it. */
export const Masked = ({ end }: { end: string | null }) =>
  end === null ? (
    <None />
  ) : (
    <code title="The number’s end; the account’s page shows all of it on demand.">···· {end}</code>
  );

export const ACCOUNT_COLUMNS: GridColumn<AccountRow>[] = [
  {
    id: 'name',
    label: 'Name on the account',
    width: '3fr',
    isRowHeader: true,
    isSortable: true,
    cell: ({ nameOnAccount, number }) =>
      nameOnAccount === null ? (
        <span className={styles.faint}>Account {number}, not read yet</span>
      ) : (
        <Clipped text={nameOnAccount} />
      ),
  },
  {
    id: 'number',
    label: 'Number',
    width: 84,
    from: 700,
    cell: ({ number }) => <code>{number}</code>,
  },
  {
    id: 'owner',
    label: 'Merchant',
    width: '3fr',
    from: 620,
    cell: (row) => <Owner row={row} />,
  },
  {
    id: 'bank',
    label: 'Bank or network',
    width: '2fr',
    from: 860,
    cell: ({ bankOrNetwork }) => <Clipped text={bankOrNetwork} />,
  },
  {
    id: 'masked',
    label: 'Ends in',
    width: 92,
    cell: ({ masked }) => <Masked end={masked} />,
  },
  {
    id: 'currency',
    label: 'Currency',
    width: 116,
    from: 480,
    cell: ({ currency }) => <Clipped text={currency} />,
  },
  {
    id: 'status',
    label: 'Status',
    width: 108,
    cell: ({ standing }) => <StatusWord status={standing.status} word={standing.statusWord} />,
  },
  {
    id: 'status_since',
    label: 'In it',
    width: 76,
    from: 560,
    isSortable: true,
    cell: ({ standing }) => <TimeInStatus standing={standing} />,
  },
  {
    id: 'mark',
    label: 'Assurance',
    width: 124,
    from: 940,
    cell: ({ standing }) => <Mark mark={standing.mark} title={standing.word} />,
  },
];
