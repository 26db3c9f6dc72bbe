// The columns of the desk.

import { grouped } from '../../format/money';
import { age, span, utc } from '../../format/time';
import type { DeskItemView } from '../../ipc/bindings/DeskItemView';
import type { NamedObject } from '../../ipc/bindings/NamedObject';
import type { GridColumn } from '../../parts/DataGrid';
import { Time } from '../../parts/Time';
import { useNow } from '../../parts/useNow';
import { TRANSACTION_KINDS } from '../approval/words';
import styles from './Desk.module.css';
import { DESK_KINDS } from './kinds';

const MINUTE_MS = 60_000;

/** A row of the desk; the list tells rows apart by `subject`. */
export type DeskRow = { subject: string; place: string; item: DeskItemView };

const Due = ({ deadline }: { deadline: string | null }) => {
  const now = useNow(5_000);
  if (deadline === null) {
    return <span className={styles.faint}>not told</span>;
  }
  const left = new Date(deadline).getTime() - now.getTime();
  const tone = left <= 0 ? 'over' : left < 10 * MINUTE_MS ? 'soon' : 'later';
  return (
    <time className={styles.due} data-tone={tone} dateTime={deadline} title={utc(deadline)}>
      {left <= 0 ? 'over' : `in ${span(now.toISOString(), new Date(deadline))}`}
    </time>
  );
};

export const KindWord = ({ item }: { item: DeskItemView }) => {
  const { icon: Icon, tone } = DESK_KINDS[item.kind];
  return (
    <span className={styles.kind} data-tone={tone}>
      <Icon size={14} aria-hidden="true" />
      <span>{item.label}</span>
    </span>
  );
};

const nameOf = (one: NamedObject | null, what: string): string =>
  one ? (one.name ?? `${what} ${one.number}`) : '';

const Parties = ({ item }: { item: DeskItemView }) => {
  const from = nameOf(item.merchant, 'Merchant');
  const to = nameOf(item.account, 'Account');
  const text = [from, to].filter((one) => one !== '').join(' → ') || item.what;
  return (
    <span className={styles.clip} title={text}>
      <bdi>{text}</bdi>
    </span>
  );
};

const What = ({ item }: { item: DeskItemView }) => (
  <span className={styles.clip} title={item.subject?.label}>
    {item.transaction ? `${TRANSACTION_KINDS[item.transaction]} ` : ''}
    {item.subject ? (
      <span>{item.transaction ? item.subject.key.split(':')[1] : item.subject.label}</span>
    ) : (
      <span className={styles.faint}>–</span>
    )}
    {item.confirmedBy === null ? null : (
      <span className={styles.first} title={`${item.confirmedBy} confirmed it as the first`}>
        1 of 2
      </span>
    )}
  </span>
);

const Looked = ({ item }: { item: DeskItemView }) => {
  const now = useNow(5_000);
  return item.lookedAt ? (
    <span className={styles.clip} title={`${item.lookedAt.by}, ${utc(item.lookedAt.at)}`}>
      <bdi>{item.lookedAt.by}</bdi>{' '}
      <span className={styles.faint}>{age(item.lookedAt.at, now)}</span>
    </span>
  ) : (
    <span className={styles.faint}>nobody yet</span>
  );
};

export const DESK_COLUMNS: GridColumn<DeskRow>[] = [
  {
    id: 'deadline',
    label: 'Deadline',
    width: 84,
    cell: ({ item }) => <Due deadline={item.deadline} />,
  },
  {
    id: 'kind',
    label: 'What waits',
    width: 148,
    isRowHeader: true,
    cell: ({ item }) => <KindWord item={item} />,
  },
  { id: 'subject', label: 'Of', width: 132, cell: ({ item }) => <What item={item} /> },
  {
    id: 'parties',
    label: 'From → to',
    width: '5fr',
    from: 620,
    cell: ({ item }) => <Parties item={item} />,
  },
  {
    id: 'amount',
    label: 'To be deposited',
    width: '6fr',
    isAtEnd: true,
    cell: ({ item }) =>
      item.pays ? (
        <span className={styles.amount} title={item.pays.amount}>
          {grouped(item.pays.amount)} <bdi>{item.pays.currency}</bdi>
        </span>
      ) : (
        <span className={styles.faint}>–</span>
      ),
  },
  {
    id: 'since',
    label: 'Since',
    width: 112,
    from: 900,
    cell: ({ item }) => <Time at={item.postponedUntil ?? item.since} />,
  },
  {
    id: 'looked',
    label: 'Looked at by',
    width: '3fr',
    from: 980,
    cell: ({ item }) => <Looked item={item} />,
  },
];
