// The facts of the merchant under the cursor.

import type { MerchantRow } from '../../ipc/bindings/MerchantRow';
import type { StatusMeaning } from '../../ipc/bindings/StatusMeaning';
import { useNavigation } from '../../navigation/Navigation';
import { Copy } from '../../parts/Copy';
import styles from '../../parts/catalog/ObjectInspector.module.css';
import { StandingFacts } from '../../parts/catalog/StandingFacts';
import { Fact, Facts } from '../../parts/Facts';
import { Link } from '../../parts/Link';
import { Time } from '../../parts/Time';

type Props = { row: MerchantRow; meaning: StatusMeaning | null };

export const MerchantFacts = ({ row, meaning }: Props) => {
  const { go } = useNavigation();
  const { subject, number, legalName, tradingName, country, localRegNumber, createdAt } = row;
  return (
    <>
      <header>
        <h2 className={styles.name}>
          <bdi>{legalName ?? tradingName ?? `Merchant ${number}`}</bdi>
        </h2>
        {tradingName !== null && tradingName !== legalName ? (
          <p className={styles.soft}>
            trades as <bdi>{tradingName}</bdi>
          </p>
        ) : null}
      </header>
      <StandingFacts standing={row.standing} meaning={meaning} />
      <div className={styles.facts}>
        <Facts>
          <Fact name="Number">
            <code>{number}</code> <Copy text={number} what="the merchant’s number" />
          </Fact>
          <Fact name="Country">{country ?? 'not known'}</Fact>
          <Fact name="Registration">
            <bdi>{localRegNumber ?? 'not known'}</bdi>
          </Fact>
          {createdAt ? (
            <Fact name="Made">
              <Time at={createdAt} form="full" />
            </Fact>
          ) : null}
        </Facts>
      </div>
      <p className={styles.links}>
        <Link onPress={() => go({ at: 'timeline', subject, show: 'all' })}>Timeline</Link>
        <Link onPress={() => go({ at: 'accounts', owner: number })}>Receiver accounts</Link>
      </p>
    </>
  );
};
