// What is in the way of an approval, what a person is warned of, and what the policy asks.

import { CircleAlert, Clock, PenOff, Snowflake, TriangleAlert, UsersRound } from 'lucide-react';
import type { ReactNode } from 'react';
import type { ApprovalView } from '../../ipc/bindings/ApprovalView';
import { ActFailed } from '../../parts/ActFailed';
import { Button } from '../../parts/Button';
import { Time } from '../../parts/Time';
import styles from './approval.module.css';
import type { Approval } from './useApproval';

type Icon = typeof CircleAlert;
type LineProps = {
  icon: Icon;
  tone: 'plain' | 'look' | 'bad';
  title: string;
  why?: readonly string[];
  children?: ReactNode;
};

const Line = ({ icon: Icon, tone, title, why = [], children }: LineProps) => (
  <div className={styles.obstacle} data-tone={tone} role={tone === 'bad' ? 'alert' : 'note'}>
    <Icon size={16} aria-hidden="true" />
    <div>
      <p>{title}</p>
      {why.length > 0 ? (
        <ul>
          {why.map((one) => (
            <li key={one}>{one}</li>
          ))}
        </ul>
      ) : null}
      {children}
    </div>
  </div>
);

const Unsigned = ({ view }: { view: ApprovalView }) =>
  view.isSigned ? null : (
    <Line
      icon={PenOff}
      tone="plain"
      title="It will not be signed: no operator is enrolled, and a name alone tells who did it."
    />
  );

const Demand = ({ view }: { view: ApprovalView }) => {
  switch (view.demand) {
    case 'alone':
      return view.action === 'cancel' ? null : (
        <Line
          icon={UsersRound}
          tone="plain"
          title="The policy lets one person approve this alone."
        />
      );
    case 'second':
      return (
        <Line icon={UsersRound} tone="plain" title="Another person confirmed the very same.">
          <p>
            <bdi>{view.confirmed?.by}</bdi>,{' '}
            {view.confirmed ? <Time at={view.confirmed.at} form="full" /> : null}
          </p>
        </Line>
      );
    case 'first':
      return (
        <Line
          icon={UsersRound}
          tone="look"
          title="A second person is needed. You can confirm it as the first; nothing is sent then."
          why={view.demandWhy}
        />
      );
    case 'refused':
      return (
        <Line
          icon={UsersRound}
          tone="bad"
          title="The policy does not allow it."
          why={view.demandWhy}
        />
      );
  }
};

type Props = { view: ApprovalView; approval: Approval; tooLate: 'expired' | 'old' | null };

export const Obstacles = ({ view, approval, tooLate }: Props) => {
  const { pressed, pressError, openAgain } = approval;
  const again = <Button onPress={openAgain}>Read it again</Button>;
  return (
    <div className={styles.obstacles}>
      {pressed?.is === 'stopped' ? (
        <Line icon={CircleAlert} tone="bad" title={pressed.message} why={pressed.why}>
          {pressed.kind === 'typed' || pressed.kind === 'reason_needed' || pressed.kind === 'report'
            ? null
            : again}
        </Line>
      ) : null}
      <ActFailed error={pressError} />
      {tooLate === 'expired' ? (
        <Line
          icon={Clock}
          tone="bad"
          title="This quote has expired while it was open. Nothing was sent."
        >
          {again}
        </Line>
      ) : null}
      {tooLate === 'old' ? (
        <Line
          icon={Clock}
          tone="bad"
          title={`It was read over ${view.countsForMinutes} minutes ago and counts no more.`}
        >
          {again}
        </Line>
      ) : null}
      {view.frozen.length > 0 ? (
        <Line icon={Snowflake} tone="bad" title="Approvals are frozen." why={view.frozen}>
          {again}
        </Line>
      ) : null}
      {view.notPermitted.length > 0 ? (
        <Line
          icon={CircleAlert}
          tone="bad"
          title="This one can’t be approved."
          why={view.notPermitted}
        />
      ) : null}
      {view.warnings.map(({ words, seen }) => (
        <Line key={words} icon={TriangleAlert} tone="look" title={`Look: ${words}.`}>
          {seen ? (
            <p>
              First seen so <Time at={seen.at} form="full" />, entry {seen.entry}
            </p>
          ) : null}
        </Line>
      ))}
      {view.putOff ? (
        <Line
          icon={Clock}
          tone="look"
          title={view.putOff.until === null ? 'It was denied.' : 'It was postponed.'}
        >
          <p>
            <bdi>{view.putOff.by ?? 'Somebody'}</bdi>, <Time at={view.putOff.at} form="full" />
          </p>
        </Line>
      ) : null}
      <Demand view={view} />
      <Unsigned view={view} />
    </div>
  );
};
