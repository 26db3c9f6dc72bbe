// What the ledger holds of it: every verdict, and the leaf in the tree.

import type { DeliveryView } from '../../ipc/bindings/DeliveryView';
import { Copy } from '../../parts/Copy';
import { Fact, Facts } from '../../parts/Facts';
import styles from './Proof.module.css';
import { Section } from './Section';

export const Proof = ({ delivery }: { delivery: DeliveryView }) => (
  <Section title="In the ledger">
    <Facts>
      <Fact name="Delivery">
        <code>entry {delivery.row.sequence}</code>
      </Fact>
      <Fact name="Verdict">
        {delivery.verdicts.map(({ sequence }) => (
          <code key={sequence} className={styles.entry}>
            entry {sequence}
          </code>
        ))}
      </Fact>
      <Fact name="Leaf">
        <code>{delivery.leafHash}</code> <Copy text={delivery.leafHash} what="the leaf’s hash" />
      </Fact>
    </Facts>
  </Section>
);
