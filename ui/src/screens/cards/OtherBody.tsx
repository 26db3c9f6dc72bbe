// The two bodies under one signature, field by field, the differing ones marked.

import { useAsk } from '../../ipc/ask';
import type { CardView } from '../../ipc/bindings/CardView';
import type { DeliveryView } from '../../ipc/bindings/DeliveryView';
import { useNavigation } from '../../navigation/Navigation';
import { Link } from '../../parts/Link';
import { Failed, Loading } from '../../parts/State';
import { Time } from '../../parts/Time';
import { compareBodies, type FieldPair } from './compareBodies';
import styles from './OtherBody.module.css';
import { Part } from './Part';

const Value = ({ token }: { token: string | null }) =>
  token === null ? <span className={styles.soft}>not in it</span> : <code>{token}</code>;

const Row = ({ pair }: { pair: FieldPair }) => (
  <tr data-differs={pair.differs}>
    <th scope="row">
      <code>{pair.name}</code>
      {pair.isCovered ? (
        <>
          {' '}
          <span className={styles.soft}>covered</span>
        </>
      ) : null}
    </th>
    <td>
      <Value token={pair.first} />
    </td>
    <td>
      <Value token={pair.later} />
    </td>
    <td className={styles.differs}>{pair.differs ? '≠ differs' : 'same'}</td>
  </tr>
);

const Head = ({ name, delivery }: { name: string; delivery: DeliveryView }) => {
  const { go } = useNavigation();
  const { sequence, at } = delivery.row;
  return (
    <th scope="col">
      {name}: <Link onPress={() => go({ at: 'delivery', sequence })}>entry {sequence}</Link>,{' '}
      <Time at={at} />
    </th>
  );
};

const Compared = ({ first, later }: { first: DeliveryView; later: DeliveryView }) => {
  const pairs = compareBodies(first, later);
  return (
    <div className={styles.scroll}>
      <table className={styles.table}>
        <thead>
          <tr>
            <th scope="col">Field</th>
            <Head name="First" delivery={first} />
            <Head name="Later" delivery={later} />
            <th scope="col" className={styles.last}>
              Compared
            </th>
          </tr>
        </thead>
        <tbody>
          {pairs.map((pair) => (
            <Row key={pair.name} pair={pair} />
          ))}
        </tbody>
      </table>
    </div>
  );
};

type BothProps = { profile: string; first: number; later: number };

const Both = ({ profile, first, later }: BothProps) => {
  const one = useAsk('get_delivery', { profile, sequence: first });
  const other = useAsk('get_delivery', { profile, sequence: later });
  const error = one.error ?? other.error;
  if (one.data && other.data) {
    return <Compared first={one.data} later={other.data} />;
  }
  if (error) {
    const again = () => {
      void one.refetch();
      void other.refetch();
    };
    return <Failed title="The two could not be read" error={error} onAgain={again} />;
  }
  return <Loading what="the two deliveries" />;
};

export const OtherBody = ({ profile, card }: { profile: string; card: CardView }) => {
  const { delivery, other } = card;
  return (
    <>
      <Part title="The two bodies">
        {delivery === null || other === null ? (
          <p>One of the two is no longer known.</p>
        ) : (
          <Both profile={profile} first={other} later={delivery} />
        )}
      </Part>
      <Part title="What it means">
        <p>
          The hash covers the marked fields alone, so both bear a good one. What differs is vouched
          for by nobody: either the sender changed it between two deliveries, or whoever relayed one
          of them did. Compare both with the platform’s Webhook Log, and ask Cedar before any
          payment that relies on it.
        </p>
      </Part>
    </>
  );
};
