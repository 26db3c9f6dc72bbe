// The amounts of a transaction, every digit as the API wrote it, and the rate that they make.

import type { ReactNode } from 'react';
import type { EffectiveRate } from '../../ipc/bindings/EffectiveRate';
import type { Mark } from '../../ipc/bindings/Mark';
import type { TransactionView } from '../../ipc/bindings/TransactionView';
import { Amount } from '../../parts/Amount';
import { Copy } from '../../parts/Copy';
import { Uncovered } from '../../parts/Uncovered';
import styles from './Transaction.module.css';

type SumProps = {
  name: string;
  amount: string | null;
  currency: string | null;
  mark: Mark | null;
  none: string;
  isBig?: boolean;
};

/** What no read confirmed is not money yet. */
const Doubt = ({ mark, children }: { mark: Mark | null; children: ReactNode }) =>
  mark === null || mark === 'confirmed' ? (
    children
  ) : (
    <Uncovered what="This amount">{children}</Uncovered>
  );

const Sum = ({ name, amount, currency, mark, none, isBig = false }: SumProps) => (
  <div className={`${styles.sum} ${isBig ? styles.big : ''}`}>
    <dd>
      <Doubt mark={amount === null ? null : mark}>
        <Amount amount={amount} currency={currency} none={none} />
      </Doubt>
    </dd>
    <dt>
      {name}
      {amount === null ? null : (
        <>
          {' '}
          <Copy text={amount} what={`the amount: ${name.toLowerCase()}`} />
        </>
      )}
    </dt>
  </div>
);

type RateProps = { rate: EffectiveRate; view: TransactionView };

const overWords = (percent: string): string =>
  percent.startsWith('-')
    ? `${percent.slice(1)} % under the indicative rate at creation`
    : percent === '0'
      ? 'the indicative rate at creation'
      : `${percent} % over the indicative rate at creation`;

const Rate = ({ rate, view }: RateProps) => (
  <div className={`${styles.sum} ${styles.rate}`} data-testid="rate">
    <dd>
      1 {view.toCurrency} = {rate.text} {view.fromCurrency}
      {rate.isExact ? '' : ' (its first 24 digits)'}
    </dd>
    <dt>
      {rate.aboveIndicative === null
        ? 'no indicative rate was kept here when it was made'
        : overWords(rate.aboveIndicative)}
    </dt>
  </div>
);

export const Money = ({ view }: { view: TransactionView }) => (
  <dl className={styles.money} data-testid="money">
    <Sum
      name="They receive"
      amount={view.toAmount}
      currency={view.toCurrency}
      mark={view.toMark}
      none="not known"
      isBig
    />
    <Sum
      name="You deposit"
      amount={view.fromAmount}
      currency={view.fromCurrency}
      mark={view.fromMark}
      none="no quote yet"
    />
    {view.rate ? <Rate rate={view.rate} view={view} /> : null}
  </dl>
);
