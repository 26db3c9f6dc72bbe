// How a card was settled: what, by whom, when, and why.

import type { Settlement } from '../../ipc/bindings/Settlement';
import { PersonMark } from '../../parts/PersonMark';
import { Time } from '../../parts/Time';
import styles from './Decision.module.css';

export const Settled = ({ settlement }: { settlement: Settlement }) => (
  <footer className={styles.decision} data-testid="settlement">
    <p className={styles.line}>
      <PersonMark word="settled" />
      <span>{settlement.what}</span>
    </p>
    {settlement.note ? (
      <blockquote className={styles.quote} dir="auto">
        {settlement.note}
      </blockquote>
    ) : null}
    <p className={styles.soft}>
      {settlement.by ? <bdi>{settlement.by}</bdi> : 'Nobody was named'},{' '}
      <Time at={settlement.at} form="full" />, entry {settlement.sequence}
    </p>
  </footer>
);
