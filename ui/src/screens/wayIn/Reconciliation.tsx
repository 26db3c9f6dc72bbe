// How reconciliation fares: the one on its way, how the last one ended, and starting another.

import { type DateValue, getLocalTimeZone, now, toZoned } from '@internationalized/date';
import { CircleCheck, CirclePause, type Info, OctagonX, TriangleAlert } from 'lucide-react';
import { useState } from 'react';
import { Form, ProgressBar } from 'react-aria-components';
import { count, counted } from '../../format/count';
import { useAct } from '../../ipc/act';
import { useAsk } from '../../ipc/ask';
import type { EndedReconciliation } from '../../ipc/bindings/EndedReconciliation';
import type { ReconciliationEnd } from '../../ipc/bindings/ReconciliationEnd';
import type { ReconcilingView } from '../../ipc/bindings/ReconcilingView';
import { ActButton } from '../../parts/ActButton';
import { ActFailed } from '../../parts/ActFailed';
import { Asked } from '../../parts/Asked';
import { Button } from '../../parts/Button';
import { DateTimeField } from '../../parts/DateTimeField';
import { NOT_KNOWN } from '../../parts/gaps/gapWords';
import { Time } from '../../parts/Time';
import styles from './Reconciliation.module.css';

const TOUCHES = ['get_reconciliation', 'list_gaps'] as const;

const ENDS: Record<ReconciliationEnd, { icon: typeof Info; words: string }> = {
  whole: { icon: CircleCheck, words: 'All was read' },
  partial: { icon: TriangleAlert, words: 'All was read but what the server refuses' },
  cancelled: { icon: CirclePause, words: 'A person stopped it' },
  failed: { icon: OctagonX, words: 'It stopped; what was read is kept, and it goes on from there' },
};

const missedWords = (missed: number): string =>
  missed === 0
    ? 'no change without a webhook'
    : counted(missed, 'change that no webhook told', 'changes that no webhook told');

const Cancel = ({ profile }: { profile: string }) => {
  const cancel = useAct('cancel_reconciliation', TOUCHES);
  return (
    <>
      <ActButton isDisabled={cancel.isPending} onPress={() => cancel.mutate({ profile })}>
        {cancel.isPending ? 'Stopping after this call…' : 'Stop it'}
      </ActButton>
      <ActFailed error={cancel.error} />
    </>
  );
};

const Now = ({ profile, view }: { profile: string; view: ReconcilingView }) => {
  const { from, step, stepsDone, steps, calls, objects, missed, goesOn, isBackground } = view;
  const at = `step ${stepsDone + 1} of ${Math.max(steps, stepsDone + 1)}`;
  return (
    <div className={styles.now} data-testid="reconciling-now">
      <p>
        <strong>{isBackground ? 'Reading slowly in the background' : 'Reconciling'}</strong>{' '}
        <span className={styles.soft}>
          changes since <Time at={from} />
          {goesOn ? ', going on where the last one stopped' : ''}
        </span>
      </p>
      <ProgressBar
        className={styles.progress}
        aria-label="Steps of the reconciliation"
        value={stepsDone}
        maxValue={Math.max(steps, 1)}
        valueLabel={`${at}: ${step}`}
      >
        {({ percentage }) => (
          <span className={styles.track}>
            <span style={{ width: `${percentage ?? 0}%` }} />
          </span>
        )}
      </ProgressBar>
      <p className={styles.soft}>
        {`${at}: ${step}. ${counted(objects, 'object', 'objects')} in `}
        {`${counted(calls, 'call', 'calls')} so far, ${missedWords(missed)}.`}
      </p>
      <div className={styles.acts}>
        <Cancel profile={profile} />
      </div>
    </div>
  );
};

const Last = ({ last }: { last: EndedReconciliation }) => {
  const { end, at, from, by, calls, objects, missed, refused, detail, sequence } = last;
  const { icon: Icon, words } = ENDS[end];
  return (
    <div className={styles.last} data-end={end} data-testid="last-reconciliation">
      <Icon size={16} aria-hidden="true" />
      <div>
        <p>
          <strong>{words}.</strong> {counted(objects, 'object', 'objects')} in{' '}
          {counted(calls, 'call', 'calls')}, {missedWords(missed)}. {NOT_KNOWN}
        </p>
        {detail ? <p className={styles.detail}>{detail}</p> : null}
        {refused.length > 0 ? (
          <p>Not read, so changes may be missed there: {refused.join(', ')}.</p>
        ) : null}
        <p className={styles.soft}>
          {from ? (
            <>
              Changes since <Time at={from} />
              {', '}
            </>
          ) : null}
          {at ? (
            <>
              ended <Time at={at} />
              {', '}
            </>
          ) : null}
          begun by {by ? <bdi>{by}</bdi> : 'itself'}
          {sequence === null ? '' : `, entry ${count(sequence)}`}
        </p>
      </div>
    </div>
  );
};

const Start = ({ profile, whyNot }: { profile: string; whyNot: string | null }) => {
  const start = useAct('start_reconciliation', TOUCHES);
  const [isOpen, setOpen] = useState(false);
  const [from, setFrom] = useState<DateValue | null>(() =>
    now(getLocalTimeZone()).subtract({ days: 1 }).set({ second: 0, millisecond: 0 }),
  );
  const instant = from ? toZoned(from, getLocalTimeZone()).toDate() : null;
  const isAhead = instant !== null && instant > new Date();
  if (!isOpen) {
    return (
      <div className={styles.acts}>
        <ActButton isDisabled={whyNot !== null} onPress={() => setOpen(true)}>
          Reconcile a span…
        </ActButton>
        {whyNot ? <span className={styles.soft}>{whyNot}</span> : null}
      </div>
    );
  }
  return (
    <Form
      className={styles.start}
      onSubmit={(event) => {
        event.preventDefault();
        if (instant && !isAhead) {
          start.mutate(
            { profile, from: instant.toISOString() },
            { onSuccess: () => setOpen(false) },
          );
        }
      }}
    >
      <DateTimeField
        label="Changes from then until now"
        value={from}
        onChange={setFrom}
        error={isAhead ? 'That is ahead of now' : null}
      />
      <ActFailed error={start.error} />
      <div className={styles.acts}>
        <ActButton
          type="submit"
          weight="primary"
          isDisabled={!instant || isAhead || start.isPending || whyNot !== null}
        >
          {start.isPending ? 'Starting…' : 'Reconcile'}
        </ActButton>
        <Button weight="quiet" onPress={() => setOpen(false)}>
          Cancel
        </Button>
      </div>
    </Form>
  );
};

export const Reconciliation = ({ profile }: { profile: string }) => (
  <section className={styles.part} aria-label="Reconciliation">
    <Asked question={useAsk('get_reconciliation', { profile })} what="how reconciliation fares">
      {(view) => (
        <>
          {view.now ? <Now profile={profile} view={view.now} /> : null}
          {view.last ? (
            <Last last={view.last} />
          ) : view.now ? null : (
            <p className={styles.soft}>
              After each gap, what may have changed is read from the API, and written down with what
              no webhook told. That has not happened yet.
            </p>
          )}
          {view.now && !view.now.isBackground ? null : (
            <Start profile={profile} whyNot={view.whyNot} />
          )}
        </>
      )}
    </Asked>
  </section>
);
