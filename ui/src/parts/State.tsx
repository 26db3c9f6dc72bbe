// The designed states of every screen: empty, loading, failed, stale.

import { CircleAlert, type LucideIcon, RotateCw } from 'lucide-react';
import { type ReactNode, useEffect, useState } from 'react';
import { age } from '../format/time';
import type { CommandError } from '../ipc/bindings/CommandError';
import { Button } from './Button';
import styles from './State.module.css';
import { useNow } from './useNow';

/** A shorter wait shows nothing: a flash of grey bars is worse than a pause. */
const SKELETON_AFTER_MS = 200;
const SKELETON_ROWS = ['62%', '48%', '71%', '55%', '66%', '40%', '58%', '69%'] as const;

type EmptyProps = { icon: LucideIcon; title: string; children?: ReactNode; action?: ReactNode };

export const Empty = ({ icon: Icon, title, children, action }: EmptyProps) => (
  <div className={styles.state}>
    <Icon className={styles.icon} size={24} strokeWidth={1.5} aria-hidden="true" />
    <h2 className={styles.title}>{title}</h2>
    {children ? <p className={styles.words}>{children}</p> : null}
    {action}
  </div>
);

export const Loading = ({ what }: { what: string }) => {
  const [isLong, setIsLong] = useState(false);
  useEffect(() => {
    const timer = setTimeout(() => setIsLong(true), SKELETON_AFTER_MS);
    return () => clearTimeout(timer);
  }, []);
  return (
    <div className={styles.loading} role="status" aria-label={`Reading ${what}`}>
      {isLong
        ? SKELETON_ROWS.map((width) => (
            <div key={width} className={styles.bar}>
              <span style={{ width }} />
            </div>
          ))
        : null}
    </div>
  );
};

type FailedProps = { title: string; error: CommandError; onAgain?: () => void };

export const Failed = ({ title, error, onAgain }: FailedProps) => (
  <div className={styles.state} role="alert">
    <CircleAlert className={styles.failedIcon} size={24} strokeWidth={1.5} aria-hidden="true" />
    <h2 className={styles.title}>{title}</h2>
    <p className={styles.words}>{error.message}</p>
    {error.incident ? (
      <p className={styles.incident}>
        The log holds the whole under <code>{error.incident}</code>
      </p>
    ) : null}
    {onAgain ? (
      <Button onPress={onAgain}>
        <RotateCw size={14} />
        Ask again
      </Button>
    ) : null}
  </div>
);

type StaleProps = { since: number; error: CommandError; onAgain: () => void };

/** Stands above what was there before a later question failed. */
export const StaleNotice = ({ since, error, onAgain }: StaleProps) => {
  const now = useNow();
  return (
    <div className={styles.stale} role="status">
      <CircleAlert size={14} aria-hidden="true" />
      <span>
        As it was {age(new Date(since).toISOString(), now)}. {error.message}
      </span>
      <Button weight="quiet" onPress={onAgain}>
        Ask again
      </Button>
    </div>
  );
};
