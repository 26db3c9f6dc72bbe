// The columns of the list of merchants.

import type { MerchantRow } from '../../ipc/bindings/MerchantRow';
import { StatusWord } from '../../parts/catalog/StatusWord';
import { TimeInStatus } from '../../parts/catalog/TimeInStatus';
import type { GridColumn } from '../../parts/DataGrid';
import { Mark } from '../../parts/Mark';
import { Time } from '../../parts/Time';
import styles from './Merchants.module.css';

const Name = ({ row }: { row: MerchantRow }) => {
  const { legalName, tradingName, number } = row;
  const name = legalName ?? tradingName;
  if (name === null) {
    return <span className={styles.faint}>Merchant {number}, not read yet</span>;
  }
  const other = tradingName !== null && tradingName !== name ? tradingName : null;
  return (
    <span className={styles.name} title={other ? `${name} · ${other}` : name}>
      <bdi>{name}</bdi>
      {other ? <bdi className={styles.faint}>{other}</bdi> : null}
    </span>
  );
};

export const MERCHANT_COLUMNS: GridColumn<MerchantRow>[] = [
  {
    id: 'name',
    label: 'Name',
    width: '4fr',
    isRowHeader: true,
    isSortable: true,
    cell: (row) => <Name row={row} />,
  },
  {
    id: 'number',
    label: 'Number',
    width: 84,
    from: 560,
    cell: ({ number }) => <code>{number}</code>,
  },
  {
    id: 'status',
    label: 'KYC status',
    width: 150,
    cell: ({ standing }) => <StatusWord status={standing.status} word={standing.statusWord} />,
  },
  {
    id: 'status_since',
    label: 'In it',
    width: 84,
    isSortable: true,
    cell: ({ standing }) => <TimeInStatus standing={standing} />,
  },
  {
    id: 'mark',
    label: 'Assurance',
    width: 124,
    from: 480,
    cell: ({ standing }) => <Mark mark={standing.mark} title={standing.word} />,
  },
  {
    id: 'country',
    label: 'Country',
    width: 76,
    from: 720,
    cell: ({ country }) => country ?? <span className={styles.faint}>–</span>,
  },
  {
    id: 'localRegNumber',
    label: 'Registration number',
    width: '2fr',
    from: 820,
    cell: ({ localRegNumber }) =>
      localRegNumber === null ? (
        <span className={styles.faint}>–</span>
      ) : (
        <bdi className={styles.clip} title={localRegNumber}>
          {localRegNumber}
        </bdi>
      ),
  },
  {
    id: 'created',
    label: 'Made',
    width: 130,
    from: 960,
    isSortable: true,
    cell: ({ createdAt }) =>
      createdAt === null ? <span className={styles.faint}>–</span> : <Time at={createdAt} />,
  },
];
