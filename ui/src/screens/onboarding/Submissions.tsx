// What was submitted before: by whom, when, what became of it, and exactly what was sent.

import { prettyJson } from '../../format/prettyJson';
import type { SubmissionView } from '../../ipc/bindings/SubmissionView';
import { ActionStateWord } from '../../parts/call/ActionStateWord';
import { Scrolled } from '../../parts/Scrolled';
import { Time } from '../../parts/Time';
import styles from './Onboarding.module.css';

const sent = ({ data }: SubmissionView): string | null => {
  if (!data) {
    return null;
  }
  const members = data.map(({ name, json }) => `${JSON.stringify(name)}:${json}`);
  const object = `{${members.join(',')}}`;
  return prettyJson(object) ?? object;
};

export const Submissions = ({ submissions }: { submissions: readonly SubmissionView[] }) =>
  submissions.length === 0 ? null : (
    <section className={styles.section} aria-label="Submitted before" data-testid="submissions">
      <h2>Submitted before</h2>
      <ul className={styles.submissions}>
        {submissions.map((one) => {
          const { action, state, at, by, detail } = one.past;
          const data = sent(one);
          return (
            <li key={action}>
              <p className={styles.status}>
                <ActionStateWord state={state} />
                <span className={styles.soft}>
                  <Time at={at} />
                  {by ? (
                    <>
                      {' '}
                      by <bdi>{by}</bdi>
                    </>
                  ) : null}
                </span>
                {state === 'done' ? null : <span dir="auto">{detail}</span>}
              </p>
              <details>
                <summary>What was sent as businessData</summary>
                {data ? (
                  <Scrolled label="businessData" text={data} />
                ) : (
                  <p className={styles.soft}>It was erased.</p>
                )}
              </details>
            </li>
          );
        })}
      </ul>
    </section>
  );
