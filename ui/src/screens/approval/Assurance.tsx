// How surely it is known: what announced it, and how old each read is.

import { age } from '../../format/time';
import type { ApprovalView } from '../../ipc/bindings/ApprovalView';
import { Fact, Facts } from '../../parts/Facts';
import { Mark } from '../../parts/Mark';
import { Time } from '../../parts/Time';
import { useNow } from '../../parts/useNow';
import styles from './approval.module.css';
import { WHOSE } from './words';

export const Assurance = ({ view }: { view: ApprovalView }) => {
  const now = useNow();
  const { announced, reads, expires } = view;
  return (
    <section className={styles.part} aria-label="How surely it is known">
      <Facts>
        <Fact name="Announced">
          {announced ? (
            <>
              <Mark mark={announced.mark} title={announced.reason} />{' '}
              {announced.status ? <code>{announced.status}</code> : null} delivery {announced.entry}
              , <Time at={announced.at} />
            </>
          ) : (
            'by no verified delivery; it was found by a read'
          )}
        </Fact>
        {reads.map(({ of, at, entry }) => (
          <Fact key={of} name={WHOSE[of]}>
            <Mark mark="confirmed" /> read {age(at, now)}, entry {entry}
          </Fact>
        ))}
        {expires ? (
          <Fact name="Quote holds until">
            <Time at={expires} form="full" />
          </Fact>
        ) : null}
      </Facts>
    </section>
  );
};
