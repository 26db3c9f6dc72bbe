// The transactions of a merchant that the ledger knows, on its page.

import { grouped } from '../../format/money';
import type { MerchantTransaction } from '../../ipc/bindings/MerchantTransaction';
import type { MerchantView } from '../../ipc/bindings/MerchantView';
import { useNavigation } from '../../navigation/Navigation';
import { Link } from '../../parts/Link';
import { Time } from '../../parts/Time';
import styles from './Merchant.module.css';

const Row = ({ transaction }: { transaction: MerchantTransaction }) => {
  const { go } = useNavigation();
  const { subject, isSource, status, toAmount, toCurrency, readAt, sequence } = transaction;
  return (
    <tr>
      <th scope="row">
        <Link onPress={() => go({ at: 'timeline', subject: subject.key, show: 'all' })}>
          {subject.label}
        </Link>
      </th>
      <td>{isSource ? 'source' : 'target'}</td>
      <td className={styles.amount}>
        {[toAmount && grouped(toAmount), toCurrency].filter(Boolean).join(' ')}
      </td>
      <td>
        <code>{status}</code>
      </td>
      <td>
        <Link onPress={() => go({ at: 'observation', sequence })}>
          read <Time at={readAt} />
        </Link>
      </td>
    </tr>
  );
};

export const MerchantTransactions = ({ merchant }: { merchant: MerchantView }) => {
  const { transactions, moreTransactions } = merchant;
  return (
    <section className={styles.section} aria-labelledby="merchant-transactions">
      <header className={styles.sectionHead}>
        <h2 id="merchant-transactions">Transactions</h2>
        <span className={styles.soft}>as far as the newest calls of the API show them</span>
      </header>
      {transactions.length === 0 ? (
        <p className={styles.empty}>
          None {moreTransactions ? 'was read lately' : 'is known yet'}.
        </p>
      ) : (
        <table className={styles.table} aria-labelledby="merchant-transactions">
          <thead>
            <tr>
              <th scope="col">Transaction</th>
              <th scope="col">As</th>
              <th scope="col" className={styles.amount}>
                They receive
              </th>
              <th scope="col">Status</th>
              <th scope="col">Read</th>
            </tr>
          </thead>
          <tbody>
            {transactions.map((transaction) => (
              <Row key={transaction.subject.key} transaction={transaction} />
            ))}
          </tbody>
        </table>
      )}
    </section>
  );
};
