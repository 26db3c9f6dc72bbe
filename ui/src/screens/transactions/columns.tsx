// The columns of the list of transactions.

import type { TransactionParty } from '../../ipc/bindings/TransactionParty';
import type { TransactionRow } from '../../ipc/bindings/TransactionRow';
import { Amount } from '../../parts/Amount';
import { StatusWord } from '../../parts/catalog/StatusWord';
import { TimeInStatus } from '../../parts/catalog/TimeInStatus';
import type { GridColumn } from '../../parts/DataGrid';
import { Mark } from '../../parts/Mark';
import { Time } from '../../parts/Time';
import merchants from '../merchants/Merchants.module.css';
import styles from './Transactions.module.css';

const None = () => <span className={merchants.faint}>–</span>;

const Party = ({ party }: { party: TransactionParty | null }) => {
  if (party === null) {
    return <None />;
  }
  const name = party.name ?? `Merchant ${party.number}`;
  return (
    <bdi className={merchants.clip} title={name}>
      {name}
    </bdi>
  );
};

const Parties = ({ row }: { row: TransactionRow }) => (
  <span className={styles.parties}>
    <Party party={row.source} />
    <span aria-hidden="true">→</span>
    <Party party={row.target} />
  </span>
);

export const TRANSACTION_COLUMNS: GridColumn<TransactionRow>[] = [
  {
    id: 'number',
    label: 'Transaction',
    width: 150,
    isRowHeader: true,
    isSortable: true,
    cell: ({ kindWord, number }) => (
      <span className={merchants.clip}>
        {kindWord} <code>{number}</code>
      </span>
    ),
  },
  {
    id: 'parties',
    label: 'From → to',
    width: '4fr',
    from: 560,
    cell: (row) => <Parties row={row} />,
  },
  {
    id: 'to',
    label: 'They receive',
    width: '4fr',
    isAtEnd: true,
    cell: ({ toAmount, toCurrency }) => <Amount amount={toAmount} currency={toCurrency} />,
  },
  {
    id: 'from',
    label: 'You deposit',
    width: '3fr',
    from: 900,
    isAtEnd: true,
    cell: ({ fromAmount, fromCurrency }) => (
      <Amount amount={fromAmount} currency={fromAmount === null ? null : fromCurrency} />
    ),
  },
  {
    id: 'status',
    label: 'Status',
    width: 190,
    cell: ({ standing }) => <StatusWord status={standing.status} word={standing.statusWord} />,
  },
  {
    id: 'status_since',
    label: 'In it',
    width: 76,
    from: 640,
    isSortable: true,
    cell: ({ standing }) => <TimeInStatus standing={standing} />,
  },
  {
    id: 'created',
    label: 'Made',
    width: 128,
    from: 760,
    isSortable: true,
    cell: ({ createdAt }) => (createdAt === null ? <None /> : <Time at={createdAt} />),
  },
  {
    id: 'changed',
    label: 'Changed',
    width: 128,
    from: 1100,
    isSortable: true,
    cell: ({ changedAt }) => (changedAt === null ? <None /> : <Time at={changedAt} />),
  },
  {
    id: 'mark',
    label: 'Mark',
    width: 118,
    from: 1000,
    cell: ({ standing }) => <Mark mark={standing.mark} title={standing.word} />,
  },
];
