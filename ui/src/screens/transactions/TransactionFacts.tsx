// The facts of the transaction under the cursor.

import type { StatusMeaning } from '../../ipc/bindings/StatusMeaning';
import type { TransactionParty } from '../../ipc/bindings/TransactionParty';
import type { TransactionRow } from '../../ipc/bindings/TransactionRow';
import { useNavigation } from '../../navigation/Navigation';
import { Amount } from '../../parts/Amount';
import { Copy } from '../../parts/Copy';
import styles from '../../parts/catalog/ObjectInspector.module.css';
import { StandingFacts } from '../../parts/catalog/StandingFacts';
import { Fact, Facts } from '../../parts/Facts';
import { Link } from '../../parts/Link';
import { Time } from '../../parts/Time';
import own from './Transactions.module.css';

type PartyProps = { at: 'merchant' | 'account'; party: TransactionParty | null };

const Party = ({ at, party }: PartyProps) => {
  const { go } = useNavigation();
  if (party === null) {
    return 'not known';
  }
  const { number, name, detail } = party;
  const otherwise = at === 'merchant' ? `Merchant ${number}` : `Receiver account ${number}`;
  return (
    <>
      <Link onPress={() => go({ at, number })}>
        <bdi>{name ?? otherwise}</bdi>
      </Link>
      {detail ? <bdi className={styles.soft}> {detail}</bdi> : null}
    </>
  );
};

type Props = { row: TransactionRow; meaning: StatusMeaning | null };

export const TransactionFacts = ({ row, meaning }: Props) => {
  const { go } = useNavigation();
  const { subject, number, reference, createdAt, changedAt } = row;
  return (
    <>
      <header>
        <h2 className={styles.name}>
          {row.kindWord} <code>{number}</code>
        </h2>
        <p className={own.money}>
          <Amount amount={row.toAmount} currency={row.toCurrency} none="Amount not known" />
        </p>
      </header>
      <StandingFacts standing={row.standing} meaning={meaning} />
      <div className={styles.facts}>
        <Facts>
          <Fact name="Number">
            <code>{number}</code> <Copy text={number} what="the transaction’s number" />
          </Fact>
          <Fact name="From">
            <Party at="merchant" party={row.source} />
          </Fact>
          <Fact name="To">
            <Party at="merchant" party={row.target} />
          </Fact>
          <Fact name="Account">
            <Party at="account" party={row.account} />
          </Fact>
          <Fact name="You deposit">
            <Amount amount={row.fromAmount} currency={row.fromCurrency} none="no quote yet" />
          </Fact>
          <Fact name="Reference">
            {reference === null ? (
              'not told yet'
            ) : (
              <>
                <bdi>{reference}</bdi> <Copy text={reference} what="the reference" />
              </>
            )}
          </Fact>
          <Fact name="Purpose">
            <bdi>{row.purpose ?? 'not known'}</bdi>
          </Fact>
          {createdAt ? (
            <Fact name="Made">
              <Time at={createdAt} form="full" />
            </Fact>
          ) : null}
          {changedAt ? (
            <Fact name="Changed">
              <Time at={changedAt} form="full" />
            </Fact>
          ) : null}
        </Facts>
      </div>
      <p className={styles.links}>
        <Link onPress={() => go({ at: 'timeline', subject, show: 'all' })}>Timeline</Link>
      </p>
    </>
  );
};
