// One delivery: the very bytes, the verdict, and how it came about.

import { useState } from 'react';
import { useAsk } from '../../ipc/ask';
import type { DeliveryView } from '../../ipc/bindings/DeliveryView';
import { useKeys } from '../../keyboard/useKeys';
import { useNavigation } from '../../navigation/Navigation';
import { Failed, Loading, StaleNotice } from '../../parts/State';
import { Alarms } from './Alarms';
import { ApiAnswer } from './ApiAnswer';
import { Body } from './Body';
import { Cards } from './Cards';
import styles from './Delivery.module.css';
import { Fields } from './Fields';
import { DeliveryHeader } from './Header';
import { Headers } from './Headers';
import { History } from './History';
import { Notes } from './Notes';
import { Proof } from './Proof';
import { Steps } from './Steps';

const Page = ({ profile, delivery }: { profile: string; delivery: DeliveryView }) => {
  const { go, back } = useNavigation();
  const [isHex, setIsHex] = useState(false);
  const newest = delivery.verdicts.at(-1) ?? null;
  const [subject] = delivery.row.subjects;
  // What contradicts a delivery comes before all that speaks for it.
  const isContradicted = delivery.row.mark === 'contradicted';
  const answer = <ApiAnswer profile={profile} row={delivery.row} />;
  useKeys('delivery', {
    'body.hex': () => setIsHex((was) => !was),
    'delivery.subject': () => {
      if (subject) {
        go({ at: 'timeline', subject: subject.key, show: 'all' });
      }
    },
    'place.back': back,
  });
  return (
    <article className={styles.page} data-testid="delivery">
      <DeliveryHeader delivery={delivery} verdict={newest} />
      <Alarms delivery={delivery} verdict={newest} />
      <Cards profile={profile} sequence={delivery.row.sequence} />
      <div className={styles.columns}>
        <div className={styles.column}>
          <Body delivery={delivery} isHex={isHex} onHex={setIsHex} />
          <Headers headers={delivery.headers} />
          <Notes profile={profile} delivery={delivery} />
        </div>
        <div className={styles.column}>
          {isContradicted ? answer : null}
          <History verdicts={delivery.verdicts} />
          {newest ? <Steps steps={newest.steps} /> : null}
          {isContradicted ? null : answer}
          {newest ? <Fields verdict={newest} /> : null}
          <Proof delivery={delivery} />
        </div>
      </div>
    </article>
  );
};

export const Delivery = ({ profile, sequence }: { profile: string; sequence: number }) => {
  const delivery = useAsk('get_delivery', { profile, sequence });
  const again = () => void delivery.refetch();
  if (delivery.data) {
    return (
      <>
        {delivery.error ? (
          <StaleNotice since={delivery.dataUpdatedAt} error={delivery.error} onAgain={again} />
        ) : null}
        <Page profile={profile} delivery={delivery.data} />
      </>
    );
  }
  if (delivery.error) {
    const title =
      delivery.error.code === 'not_found'
        ? `Entry ${sequence} is no delivery of this ledger`
        : 'The delivery could not be read';
    return <Failed title={title} error={delivery.error} onAgain={again} />;
  }
  return <Loading what="the delivery" />;
};
