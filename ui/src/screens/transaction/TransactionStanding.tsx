// The status of a transaction: what it means, what comes next, what of it does not fit.

import { ArrowRight, TriangleAlert } from 'lucide-react';
import type { TransactionView } from '../../ipc/bindings/TransactionView';
import { StatusWord } from '../../parts/catalog/StatusWord';
import { Mark } from '../../parts/Mark';
import { Time } from '../../parts/Time';
import page from '../merchant/Merchant.module.css';
import styles from './Transaction.module.css';

export const Misfits = ({ view }: { view: TransactionView }) =>
  view.misfits.map(({ at, what }) => (
    <p key={`${at} ${what}`} className={styles.misfit} role="note" data-testid="misfit">
      <TriangleAlert size={14} aria-hidden="true" />
      <span>
        {what} <Time at={at} />
      </span>
    </p>
  ));

export const TransactionStanding = ({ view }: { view: TransactionView }) => {
  const { status } = view;
  if (status === null) {
    return (
      <section className={page.standing} aria-label="Status" data-testid="transaction-status">
        <p className={page.status}>
          <strong>Status not known</strong>
        </p>
        <p className={page.soft}>
          No delivery that is vouched for and no read tells it. Read the transaction now, beside
          this.
        </p>
      </section>
    );
  }
  const { meaning } = status;
  return (
    <section className={page.standing} aria-label="Status" data-testid="transaction-status">
      <p className={page.status}>
        <strong>
          <StatusWord status={meaning.status} word={meaning.word} />
        </strong>
        <Mark mark={status.mark} title={status.said} />
        <code className={page.soft}>{meaning.status}</code>
        <span className={page.soft}>
          {status.said} <Time at={status.at} />
        </span>
      </p>
      <p>{meaning.meaning}</p>
      {meaning.next ? (
        <p className={page.next}>
          <ArrowRight size={14} aria-hidden="true" />
          {meaning.next}
        </p>
      ) : null}
    </section>
  );
};
