// What is about to be made, in words, above the request to the letter.

import { grouped } from '../../format/money';
import type { PartyRow } from '../../ipc/bindings/PartyRow';
import type { ReceiverRow } from '../../ipc/bindings/ReceiverRow';
import type { FormState } from '../../parts/form/form';
import styles from './NewTransaction.module.css';
import { partyName } from './PartyPicker';
import { receiverName, receiverPlace } from './ReceiverPicker';
import { factsOf, kindLabel } from './transactionFields';

type Props = {
  form: FormState;
  source: PartyRow | null;
  receiver: ReceiverRow | null;
};

export const Summary = ({ form, source, receiver }: Props) => {
  const facts = factsOf(form, null);
  const owner = receiver?.ownerName ?? (receiver?.owner ? `merchant ${receiver.owner}` : null);
  return (
    <section className={styles.summary} aria-label="In words" data-testid="summary">
      <p className={styles.kind}>{kindLabel(facts.kind)}</p>
      <dl className={styles.parties}>
        <dt>From</dt>
        <dd>
          <bdi>{source ? partyName(source) : 'Merchant'}</bdi>{' '}
          <span className={styles.faint}>merchant {facts.source}</span>
        </dd>
        <dt>To</dt>
        <dd>
          <bdi>{receiver ? receiverName(receiver) : 'Receiver account'}</bdi>
          {receiver ? (
            <>
              {' · '}
              <bdi>{receiverPlace(receiver)}</bdi>
            </>
          ) : null}{' '}
          <span className={styles.faint}>
            account {facts.account}
            {owner ? (
              <>
                , of <bdi>{owner}</bdi>
              </>
            ) : null}
          </span>
        </dd>
      </dl>
      <p className={styles.amount}>
        {grouped(facts.toAmount.trim())} <bdi className={styles.symbol}>{facts.toCurrency}</bdi>
      </p>
      <p className={styles.soft}>
        they receive; you deposit <bdi>{facts.fromCurrency}</bdi>
        {facts.again ? '. You said that you want it again.' : ''}
      </p>
    </section>
  );
};
