// How the last call of an operation went, as the ledger has it.

import { count } from '../../format/count';
import type { OperationView } from '../../ipc/bindings/OperationView';
import { useNavigation } from '../../navigation/Navigation';
import { CallOutcomeWord } from '../../parts/call/CallOutcomeWord';
import { Link } from '../../parts/Link';
import { Time } from '../../parts/Time';
import styles from './Operations.module.css';

export const LastResult = ({ operation: { last } }: { operation: OperationView }) => {
  const { go } = useNavigation();
  return (
    <section className={styles.part} aria-labelledby="last-result">
      <h3 id="last-result">Last result</h3>
      {last ? (
        <>
          <p className={styles.does}>
            <CallOutcomeWord outcome={last.outcome} status={last.status} />
            <span className={styles.soft}>
              <Time at={last.at} form="full" />, {count(last.roundTripMs)} ms
            </span>
          </p>
          <p>
            {last.detail}{' '}
            <Link onPress={() => go({ at: 'observation', sequence: last.sequence })}>
              Entry {last.sequence}
            </Link>
          </p>
        </>
      ) : (
        <p className={styles.soft}>It was not called yet.</p>
      )}
    </section>
  );
};
