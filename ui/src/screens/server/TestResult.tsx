// What a connection test found: each step in order, and the calls that told.

import { Check, type LucideIcon, Minus, X } from 'lucide-react';
import { count } from '../../format/count';
import type { ConnectionView } from '../../ipc/bindings/ConnectionView';
import type { StepResult } from '../../ipc/bindings/StepResult';
import { useNavigation } from '../../navigation/Navigation';
import { Link } from '../../parts/Link';
import { Time } from '../../parts/Time';
import words from '../../parts/WordWithShape.module.css';
import styles from './TestResult.module.css';

const RESULTS: Record<StepResult, { word: string; icon: LucideIcon }> = {
  passed: { word: 'passed', icon: Check },
  failed: { word: 'failed', icon: X },
  not_reached: { word: 'not reached', icon: Minus },
};

const Calls = ({ calls }: Pick<ConnectionView, 'calls'>) => {
  const { go } = useNavigation();
  return (
    <ol className={styles.calls} aria-label="Calls that were made; each reads alone">
      {calls.map((call) => {
        const { sequence } = call;
        return (
          <li key={`${call.operation} ${call.request}`}>
            <code>{call.request}</code>
            <span className={styles.soft}>
              {call.detail} {count(call.roundTripMs)} ms
            </span>
            {sequence === null ? null : (
              <Link onPress={() => go({ at: 'observation', sequence })}>Entry {sequence}</Link>
            )}
          </li>
        );
      })}
    </ol>
  );
};

export const TestResult = ({ test }: { test: ConnectionView }) => (
  <div className={styles.result} data-testid="connection-test" data-passed={test.passed}>
    <p>
      <strong>{test.detail}</strong>{' '}
      <span className={styles.soft}>
        <Time at={test.at} form="full" />, <code>{test.baseUrl}</code>
      </span>
    </p>
    <ol className={styles.steps} aria-label="Steps of the connection test">
      {test.steps.map((step) => {
        const { word, icon: Icon } = RESULTS[step.result];
        return (
          <li key={step.kind} data-step={step.kind} data-result={step.result}>
            <span className={styles.label}>{step.label}</span>
            <div className={styles.detail}>
              <p>{step.detail}</p>
              {step.advice.length > 0 ? (
                <ul aria-label={`What can be done: ${step.label}`}>
                  {step.advice.map((sentence) => (
                    <li key={sentence}>{sentence}</li>
                  ))}
                </ul>
              ) : null}
            </div>
            <span className={words.word} data-result={step.result}>
              <Icon size={14} aria-hidden="true" />
              {word}
            </span>
          </li>
        );
      })}
    </ol>
    {test.calls.length > 0 ? <Calls calls={test.calls} /> : null}
  </div>
);
