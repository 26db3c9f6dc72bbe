// What the ledger holds of it: every verdict, and the leaf in the tree.

import type { DeliveryView } from '../../ipc/bindings/DeliveryView';
import { Copy } from '../../parts/Copy';
import { Fact, Facts } from '../../parts/Facts';
import { Mark } from '../../parts/Mark';
import { Time } from '../../parts/Time';
import styles from './Proof.module.css';
import { Section } from './Section';

export const Proof = ({ delivery }: { delivery: DeliveryView }) => (
  <Section title="In the ledger">
    <ol className={styles.verdicts} aria-label="Verdicts, the newest first">
      {[...delivery.verdicts].reverse().map((verdict) => (
        <li key={verdict.sequence} className={styles.verdict}>
          <Time at={verdict.at} />
          <Mark mark={verdict.mark} word={verdict.word} />
          <code className={styles.soft}>entry {verdict.sequence}</code>
        </li>
      ))}
    </ol>
    <Facts>
      <Fact name="Leaf">
        <code>{delivery.leafHash}</code> <Copy text={delivery.leafHash} what="the leaf’s hash" />
      </Fact>
    </Facts>
  </Section>
);
