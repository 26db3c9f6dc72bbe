// Who pays whom: source merchant, target merchant, receiver account.

import type { TransactionParty } from '../../ipc/bindings/TransactionParty';
import type { TransactionView } from '../../ipc/bindings/TransactionView';
import { useNavigation } from '../../navigation/Navigation';
import { Link } from '../../parts/Link';
import styles from './Transaction.module.css';

type Props = { at: 'merchant' | 'account'; party: TransactionParty | null };

const OTHERWISE = { merchant: 'Merchant', account: 'Receiver account' } as const;

const Party = ({ at, party }: Props) => {
  const { go } = useNavigation();
  if (party === null) {
    return <span className={styles.note}>{OTHERWISE[at]} not known</span>;
  }
  const { number, name, detail } = party;
  return (
    <span>
      <Link onPress={() => go({ at, number })}>
        <bdi>{name ?? `${OTHERWISE[at]} ${number}`}</bdi>
      </Link>
      {detail ? <bdi className={styles.note}> {detail}</bdi> : null}
    </span>
  );
};

export const TransactionParties = ({ view }: { view: TransactionView }) => (
  <p className={styles.parties} data-testid="parties">
    <Party at="merchant" party={view.source} />
    <span aria-hidden="true">→</span>
    <Party at="merchant" party={view.target} />
    <span aria-hidden="true">·</span>
    <Party at="account" party={view.account} />
  </p>
);
