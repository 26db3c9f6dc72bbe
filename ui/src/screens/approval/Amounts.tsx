// How much: what is deposited, what the receiver gets, and the rate between the two.

import { ArrowDown } from 'lucide-react';
import { grouped } from '../../format/money';
import type { ApprovalView } from '../../ipc/bindings/ApprovalView';
import type { MoneyView } from '../../ipc/bindings/MoneyView';
import styles from './approval.module.css';

type AmountProps = { label: string; money: MoneyView | null; isLarge: boolean; testId: string };

const Amount = ({ label, money, isLarge, testId }: AmountProps) => (
  <p className={styles.amount} data-large={isLarge}>
    <span className={styles.label}>{label}</span>
    {money ? (
      <span className={styles.number} data-testid={testId} data-amount={money.amount}>
        {grouped(money.amount)} <bdi className={styles.currency}>{money.currency}</bdi>
      </span>
    ) : (
      <span className={styles.number}>not told</span>
    )}
  </p>
);

const above = (percent: string): string => {
  const isBelow = percent.startsWith('-');
  const where = isBelow ? 'under' : 'over';
  const by = isBelow ? percent.slice(1) : percent;
  return `${by} % ${where} the indicative rate when it was created`;
};

export const Amounts = ({ view }: { view: ApprovalView }) => {
  const { pays, receives, rate } = view;
  return (
    <section className={styles.amounts} aria-label="Amounts">
      <Amount label="You deposit" money={pays} isLarge testId="approval-pays" />
      <ArrowDown className={styles.arrow} size={16} aria-hidden="true" />
      <Amount label="They receive" money={receives} isLarge={false} testId="approval-receives" />
      {rate && pays && receives ? (
        <p className={styles.rate}>
          1 {receives.currency} = {view.rateIsExact ? '' : '≈ '}
          {rate} {pays.currency}
          {view.aboveIndicative === null ? (
            <span>Not created here: no indicative rate to compare with</span>
          ) : (
            <span>{above(view.aboveIndicative)}</span>
          )}
        </p>
      ) : null}
    </section>
  );
};
