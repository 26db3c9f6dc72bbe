// The newest changes of the way in, as they stand in the ledger.

import type { WayInChange } from '../../ipc/bindings/WayInChange';
import { Time } from '../../parts/Time';
import { WAY_IN_STATES } from '../../parts/wayIn/states';
import styles from './wayIn.module.css';

const Word = ({ change }: { change: WayInChange }) => {
  if (!change.state) {
    return <span />;
  }
  const { word, icon: Icon, light } = WAY_IN_STATES[change.state];
  return (
    <span className={styles.changeWord} data-light={light}>
      <Icon size={14} aria-hidden="true" />
      {word}
    </span>
  );
};

export const History = ({ history }: { history: readonly WayInChange[] }) => (
  <section className={styles.part} aria-label="History">
    <h3>History</h3>
    {history.length === 0 ? (
      <p className={styles.lead}>Nothing has happened yet. Each change of its state stands here.</p>
    ) : (
      <ol className={styles.history}>
        {history.map((change) => (
          <li key={change.sequence} className={styles.change} data-sequence={change.sequence}>
            <Time at={change.at} />
            <Word change={change} />
            <span>
              {change.words}
              {change.by ? (
                <>
                  {' '}
                  By <bdi>{change.by}</bdi>.
                </>
              ) : null}
            </span>
          </li>
        ))}
      </ol>
    )}
    <p className={styles.faint}>The newest 50; all of them stand on the timeline.</p>
  </section>
);
