// The facts of the receiver account under the cursor.

import type { AccountRow } from '../../ipc/bindings/AccountRow';
import type { StatusMeaning } from '../../ipc/bindings/StatusMeaning';
import { useNavigation } from '../../navigation/Navigation';
import { Copy } from '../../parts/Copy';
import styles from '../../parts/catalog/ObjectInspector.module.css';
import { StandingFacts } from '../../parts/catalog/StandingFacts';
import { Fact, Facts } from '../../parts/Facts';
import { Link } from '../../parts/Link';
import { Masked } from './columns';

type Props = { row: AccountRow; meaning: StatusMeaning | null };

export const AccountFacts = ({ row, meaning }: Props) => {
  const { go } = useNavigation();
  const { subject, number, owner, ownerName, nameOnAccount, bankOrNetwork, currency } = row;
  return (
    <>
      <h2 className={styles.name}>
        <bdi>{nameOnAccount ?? `Receiver account ${number}`}</bdi>
      </h2>
      <StandingFacts standing={row.standing} meaning={meaning} />
      <div className={styles.facts}>
        <Facts>
          <Fact name="Number">
            <code>{number}</code> <Copy text={number} what="the account’s number" />
          </Fact>
          <Fact name="Merchant">
            {owner === null ? (
              'not known'
            ) : (
              <Link onPress={() => go({ at: 'merchant', number: owner })}>
                <bdi>{ownerName ?? `Merchant ${owner}`}</bdi>
              </Link>
            )}
          </Fact>
          <Fact name="Bank">
            <bdi>{bankOrNetwork ?? 'not known'}</bdi>
          </Fact>
          <Fact name="Ends in">
            <Masked end={row.masked} />
          </Fact>
          <Fact name="Currency">{currency ?? 'not known'}</Fact>
          <Fact name="Country">{row.country ?? 'not known'}</Fact>
        </Facts>
      </div>
      <p className={styles.links}>
        <Link onPress={() => go({ at: 'timeline', subject, show: 'all' })}>Timeline</Link>
      </p>
    </>
  );
};
