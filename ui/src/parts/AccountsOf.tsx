// The receiver accounts of a merchant, for its page: what each pays to, masked, and its status.

import { Plus } from 'lucide-react';
import { useAsk } from '../ipc/ask';
import type { AccountRow } from '../ipc/bindings/AccountRow';
import { useNavigation } from '../navigation/Navigation';
import { ActButton } from './ActButton';
import { Asked } from './Asked';
import { Link } from './Link';
import { Mark } from './Mark';
import styles from './ObjectsOf.module.css';

const ROWS = 100;

const Row = ({ row }: { row: AccountRow }) => {
  const { go } = useNavigation();
  const { standing } = row;
  return (
    <tr>
      <th scope="row">
        <Link onPress={() => go({ at: 'account', number: row.number })}>
          <bdi>{row.nameOnAccount ?? `Receiver account ${row.number}`}</bdi>
        </Link>
      </th>
      <td title={row.bankOrNetwork ?? undefined}>
        <bdi>{row.bankOrNetwork}</bdi>
      </td>
      <td>{row.masked === null ? null : <code>···· {row.masked}</code>}</td>
      <td>{row.currency}</td>
      <td>
        <Mark mark={standing.mark} word={standing.statusWord} title={standing.word} />
      </td>
    </tr>
  );
};

export const AccountsOf = ({ profile, owner }: { profile: string; owner: string }) => {
  const { go } = useNavigation();
  const accounts = useAsk('list_accounts', {
    profile,
    owner,
    search: '',
    statuses: [],
    currency: null,
    sort: 'name',
    descending: false,
    after: null,
    limit: ROWS,
  });
  return (
    <section className={styles.section} aria-labelledby="accounts-of" data-testid="accounts-of">
      <header className={styles.head}>
        <h2 id="accounts-of">Receiver accounts</h2>
        <span className={styles.room} />
        <ActButton onPress={() => go({ at: 'account-form', number: null, owner })}>
          <Plus size={14} aria-hidden="true" />
          New receiver account
        </ActButton>
      </header>
      <Asked question={accounts} what="its receiver accounts">
        {({ rows, next }) =>
          rows.length === 0 ? (
            <p className={styles.soft}>None is known.</p>
          ) : (
            <>
              <table className={styles.table}>
                <thead>
                  <tr>
                    <th scope="col">Name on account</th>
                    <th scope="col">Bank or network</th>
                    <th scope="col">Number</th>
                    <th scope="col">Currency</th>
                    <th scope="col">Status</th>
                  </tr>
                </thead>
                <tbody>
                  {rows.map((row) => (
                    <Row key={row.subject} row={row} />
                  ))}
                </tbody>
              </table>
              {next === null ? null : (
                <p className={styles.soft}>
                  The first {ROWS}; the others are in the list of accounts.
                </p>
              )}
            </>
          )
        }
      </Asked>
    </section>
  );
};
