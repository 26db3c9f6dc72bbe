// Who accepted which versions, when, and what became of it.

import type { AcceptanceView } from '../../ipc/bindings/AcceptanceView';
import { ActionStateWord } from '../../parts/call/ActionStateWord';
import { Time } from '../../parts/Time';
import styles from './agreements.module.css';

const what = ({ shown }: AcceptanceView): string =>
  shown.length === 0
    ? 'what was shown was erased'
    : shown
        .map(({ title, version }) => `${title ?? 'untitled'}${version ? ` ${version}` : ''}`)
        .join(', ');

export const Acceptances = ({ acceptances }: { acceptances: readonly AcceptanceView[] }) => (
  <ul className={styles.list} aria-label="Acceptances">
    {acceptances.map((one) => (
      <li key={one.past.action} className={styles.head} data-testid="acceptance">
        <ActionStateWord state={one.past.state} />
        <bdi>{what(one)}</bdi>
        <span className={styles.soft}>
          <Time at={one.past.at} />
          {one.past.by ? (
            <>
              {' '}
              by <bdi>{one.past.by}</bdi>
            </>
          ) : null}
        </span>
        {one.past.state === 'done' ? null : (
          <span className={styles.soft} dir="auto">
            {one.past.detail}
          </span>
        )}
      </li>
    ))}
  </ul>
);
