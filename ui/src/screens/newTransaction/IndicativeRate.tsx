// The indicative rate with its age: live beside the form, held still beside the review.

import { CircleAlert, RotateCw } from 'lucide-react';
import { type ReactNode, useEffect } from 'react';
import { grouped } from '../../format/money';
import { age } from '../../format/time';
import type { RateView } from '../../ipc/bindings/RateView';
import { useMayChange } from '../../ipc/mayChange';
import { useNavigation } from '../../navigation/Navigation';
import { Button } from '../../parts/Button';
import { Link } from '../../parts/Link';
import { useNow } from '../../parts/useNow';
import styles from './NewTransaction.module.css';
import type { RateQuestion } from './transactionFields';
import { keyOf, type Rate, STALE_MS, useRate } from './useRate';

/** A rate that was on the screen, and for which question. */
export type ShownRate = { key: string; view: RateView };

const Age = ({ view, isFailing }: { view: RateView; isFailing: boolean }) => {
  const { go } = useNavigation();
  const now = useNow();
  const isOld = isFailing || now.getTime() - Date.parse(view.at) > STALE_MS;
  return (
    <p className={styles.rateAge} data-stale={isOld}>
      {isOld ? <CircleAlert size={14} aria-hidden="true" /> : null}
      {isOld ? 'stale, ' : null}read {age(view.at, now)},{' '}
      <Link onPress={() => go({ at: 'observation', sequence: view.sequence })}>
        entry {view.sequence}
      </Link>
    </p>
  );
};

type FiguresProps = { view: RateView; question: RateQuestion; isFailing: boolean };

const Figures = ({ view, question, isFailing }: FiguresProps) => (
  <>
    <p className={styles.figure}>
      {view.amount === null ? 'not understood' : grouped(view.amount)}{' '}
      <bdi className={styles.symbol}>{question.fromCurrency}</bdi>
    </p>
    <p className={styles.soft}>
      1 <bdi>{question.toCurrency}</bdi> ={' '}
      {view.rate === null ? 'not understood' : grouped(view.rate)}{' '}
      <bdi>{question.fromCurrency}</bdi>
    </p>
    <Age view={view} isFailing={isFailing} />
  </>
);

const Frame = ({ children }: { children: ReactNode }) => (
  <section className={styles.rate} aria-label="Indicative rate" data-testid="indicative-rate">
    <h2>You deposit about</h2>
    {children}
  </section>
);

const Said = ({ rate, onAgain }: { rate: Rate; onAgain: () => void }) => (
  <>
    {rate.failure === null ? null : (
      <p className={styles.failing} role="status">
        <CircleAlert size={14} aria-hidden="true" />
        <span dir="auto">The rate could not be read: {rate.failure}</span>
      </p>
    )}
    {rate.isAtRest || rate.failure !== null ? (
      <div>
        <Button weight="quiet" isDisabled={rate.isReading} onPress={onAgain}>
          <RotateCw size={14} aria-hidden="true" />
          {rate.isReading ? 'Reading…' : 'Read the rate now'}
        </Button>
      </div>
    ) : null}
  </>
);

type LiveProps = {
  profile: string;
  question: RateQuestion | null;
  /** Told of each rate that is shown, and of none when the question is another. */
  onShown: (shown: ShownRate | null) => void;
};

export const LiveRate = ({ profile, question, onShown }: LiveProps) => {
  const { may, why } = useMayChange();
  const { rate, readNow } = useRate(profile, question, !may);
  const { view } = rate;
  useEffect(() => {
    onShown(view && { key: keyOf(question), view });
  }, [onShown, question, view]);
  return (
    <Frame>
      {question === null ? (
        <p className={styles.soft}>
          The indicative rate is read once both currencies and the amount are there.
        </p>
      ) : view === null ? (
        rate.failure === null ? (
          <p className={styles.soft} role="status">
            {may ? 'Reading the rate…' : why}
          </p>
        ) : null
      ) : (
        <Figures view={view} question={question} isFailing={rate.failure !== null} />
      )}
      <Said rate={rate} onAgain={readNow} />
      <p className={styles.faint}>
        Indicative: it binds nobody. The rate is locked by approving the quote.
      </p>
    </Frame>
  );
};

type BoundProps = { shown: ShownRate | null; question: RateQuestion | null };

/** The rate that the intent will name: how far a quote is from it is told by this one. */
export const BoundRate = ({ shown, question }: BoundProps) => (
  <Frame>
    {shown === null || question === null || shown.key !== keyOf(question) ? (
      <p className={styles.failing} role="status">
        <CircleAlert size={14} aria-hidden="true" />
        No indicative rate was shown, so how far a quote is from it will not be known.
      </p>
    ) : (
      <>
        <Figures view={shown.view} question={question} isFailing={false} />
        <p className={styles.faint}>It is noted with the request, to be held against the quote.</p>
      </>
    )}
  </Frame>
);
