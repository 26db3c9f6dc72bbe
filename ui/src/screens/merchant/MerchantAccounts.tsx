// The receiver accounts of a merchant, on its page.

import { Plus } from 'lucide-react';
import { useAsk } from '../../ipc/ask';
import type { AccountRow } from '../../ipc/bindings/AccountRow';
import { useNavigation } from '../../navigation/Navigation';
import { ActButton } from '../../parts/ActButton';
import { Asked } from '../../parts/Asked';
import { Link } from '../../parts/Link';
import { Mark } from '../../parts/Mark';
import styles from './Merchant.module.css';

/** A merchant has few; the list of all accounts has the rest. */
const SHOWN_MAX = 20;

const Account = ({ account }: { account: AccountRow }) => {
  const { go } = useNavigation();
  const { number, nameOnAccount, bankOrNetwork, currency, masked, standing } = account;
  return (
    <tr>
      <th scope="row" title={nameOnAccount ?? undefined}>
        <Link onPress={() => go({ at: 'account', number })}>
          <bdi>{nameOnAccount ?? `Receiver account ${number}`}</bdi>
        </Link>
      </th>
      <td>
        <bdi>{bankOrNetwork}</bdi>
      </td>
      <td>{currency}</td>
      <td>
        <code>{masked}</code>
      </td>
      <td>
        <Mark mark={standing.mark} word={standing.statusWord} title={standing.word} />
      </td>
    </tr>
  );
};

type Props = { profile: string; number: string };

export const MerchantAccounts = ({ profile, number }: Props) => {
  const { go } = useNavigation();
  const accounts = useAsk('list_accounts', {
    profile,
    owner: number,
    search: '',
    statuses: [],
    currency: null,
    sort: 'name',
    descending: false,
    after: null,
    limit: SHOWN_MAX,
  });
  return (
    <section className={styles.section} aria-labelledby="merchant-accounts">
      <header className={styles.sectionHead}>
        <h2 id="merchant-accounts">Receiver accounts</h2>
        <span className={styles.room} />
        <ActButton
          weight="quiet"
          onPress={() => go({ at: 'account-form', number: null, owner: number })}
        >
          <Plus size={14} aria-hidden="true" />
          New receiver account
        </ActButton>
      </header>
      <Asked question={accounts} what="its receiver accounts">
        {({ rows, next }) =>
          rows.length === 0 ? (
            <p className={styles.empty}>None is known yet.</p>
          ) : (
            <>
              <table className={styles.table} aria-labelledby="merchant-accounts">
                <thead>
                  <tr>
                    <th scope="col">Name</th>
                    <th scope="col">Bank or network</th>
                    <th scope="col">Currency</th>
                    <th scope="col">Number</th>
                    <th scope="col">Status</th>
                  </tr>
                </thead>
                <tbody>
                  {rows.map((account) => (
                    <Account key={account.number} account={account} />
                  ))}
                </tbody>
              </table>
              {next ? (
                <Link onPress={() => go({ at: 'accounts' })}>All receiver accounts</Link>
              ) : null}
            </>
          )
        }
      </Asked>
    </section>
  );
};
