// The newest transactions of a merchant or receiver account, for its page.

import { useAsk } from '../ipc/ask';
import type { TransactionRow } from '../ipc/bindings/TransactionRow';
import { useNavigation } from '../navigation/Navigation';
import { Amount } from './Amount';
import { Asked } from './Asked';
import { Button } from './Button';
import { StatusWord } from './catalog/StatusWord';
import { Link } from './Link';
import styles from './ObjectsOf.module.css';
import { Time } from './Time';

const ROWS = 20;

type Of = { merchant: string } | { account: string };
type Props = { profile: string; of: Of };

const Row = ({ row, of }: { row: TransactionRow; of: Of }) => {
  const { go } = useNavigation();
  const isSource = 'merchant' in of && row.source?.number === of.merchant;
  const isTarget = 'merchant' in of && row.target?.number === of.merchant;
  return (
    <tr>
      <th scope="row">
        <Link onPress={() => go({ at: 'transaction', number: row.number })}>
          {row.kindWord} {row.number}
        </Link>
      </th>
      {'merchant' in of ? (
        <td>{[isSource ? 'source' : '', isTarget ? 'target' : ''].filter(Boolean).join(', ')}</td>
      ) : null}
      <td className={styles.amount}>
        <Amount amount={row.toAmount} currency={row.toCurrency} />
      </td>
      <td>
        <StatusWord status={row.standing.status} word={row.standing.statusWord} />
      </td>
      <td>{row.createdAt === null ? '–' : <Time at={row.createdAt} />}</td>
    </tr>
  );
};

export const TransactionsOf = ({ profile, of }: Props) => {
  const { go } = useNavigation();
  const transactions = useAsk('list_transactions', {
    profile,
    search: '',
    kinds: [],
    statuses: [],
    merchant: 'merchant' in of ? of.merchant : null,
    account: 'account' in of ? of.account : null,
    currency: null,
    from: null,
    until: null,
    sort: 'created',
    descending: true,
    after: null,
    limit: ROWS,
  });
  return (
    <section
      className={styles.section}
      aria-labelledby="transactions-of"
      data-testid="transactions-of"
    >
      <header className={styles.head}>
        <h2 id="transactions-of">Transactions</h2>
        <span className={styles.room} />
        <Button weight="quiet" onPress={() => go({ at: 'transactions', only: of })}>
          In the list
        </Button>
      </header>
      <Asked question={transactions} what="its transactions">
        {({ rows, next, age }) =>
          rows.length === 0 ? (
            <p className={styles.soft} title={age.detail}>
              None is known.
            </p>
          ) : (
            <>
              <table className={styles.table} aria-labelledby="transactions-of">
                <thead>
                  <tr>
                    <th scope="col">Transaction</th>
                    {'merchant' in of ? <th scope="col">As</th> : null}
                    <th scope="col" className={styles.amount}>
                      They receive
                    </th>
                    <th scope="col">Status</th>
                    <th scope="col">Made</th>
                  </tr>
                </thead>
                <tbody>
                  {rows.map((row) => (
                    <Row key={row.subject} row={row} of={of} />
                  ))}
                </tbody>
              </table>
              {next === null ? null : (
                <p className={styles.soft}>The newest {ROWS}; the others are in the list.</p>
              )}
            </>
          )
        }
      </Asked>
    </section>
  );
};
