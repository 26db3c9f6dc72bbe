// The facts of what is under the cursor of the desk.

import { grouped } from '../../format/money';
import type { DeskItemView } from '../../ipc/bindings/DeskItemView';
import { useNavigation } from '../../navigation/Navigation';
import { placeOfSubject } from '../../navigation/subject';
import { Fact, Facts } from '../../parts/Facts';
import { Link } from '../../parts/Link';
import { Time } from '../../parts/Time';
import { KindWord } from './columns';
import styles from './Desk.module.css';

export const DeskFacts = ({ item }: { item: DeskItemView }) => {
  const { go } = useNavigation();
  const place = item.subject ? placeOfSubject(item.subject.key) : null;
  return (
    <div className={styles.facts}>
      <KindWord item={item} />
      {item.pays ? (
        <p className={styles.big}>
          {grouped(item.pays.amount)} <bdi>{item.pays.currency}</bdi>
        </p>
      ) : null}
      <p className={styles.soft} dir="auto">
        {item.what}
      </p>
      <Facts>
        {place && item.subject ? (
          <Fact name="Of">
            <Link onPress={() => go(place)}>{item.subject.label}</Link>
          </Fact>
        ) : null}
        {item.merchant ? (
          <Fact name="From">
            <bdi>{item.merchant.name ?? `Merchant ${item.merchant.number}`}</bdi>
          </Fact>
        ) : null}
        {item.account ? (
          <Fact name="To">
            <bdi>{item.account.name ?? `Account ${item.account.number}`}</bdi>
          </Fact>
        ) : null}
        {item.receives ? (
          <Fact name="They receive">
            {grouped(item.receives.amount)} <bdi>{item.receives.currency}</bdi>
          </Fact>
        ) : null}
        {item.deadline ? (
          <Fact name="Deadline">
            <Time at={item.deadline} form="full" />
          </Fact>
        ) : null}
        <Fact name="Waits since">
          <Time at={item.since} form="full" />
        </Fact>
        {item.postponedUntil ? (
          <Fact name="Postponed to">
            <Time at={item.postponedUntil} form="full" />
          </Fact>
        ) : null}
        {item.confirmedBy === null ? null : (
          <Fact name="Confirmed by">
            <bdi>{item.confirmedBy}</bdi>, the first of two
          </Fact>
        )}
        {item.lookedAt ? (
          <Fact name="Looked at by">
            <bdi>{item.lookedAt.by}</bdi>, <Time at={item.lookedAt.at} />
          </Fact>
        ) : null}
        <Fact name="Entry">{item.entry}</Fact>
      </Facts>
    </div>
  );
};
