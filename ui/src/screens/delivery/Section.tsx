// A titled part of a delivery's page.

import { type ReactNode, useId } from 'react';
import styles from './Section.module.css';

type Props = { title: string; aside?: ReactNode; children: ReactNode };

export const Section = ({ title, aside, children }: Props) => {
  const id = useId();
  return (
    <section className={styles.section} aria-labelledby={id}>
      <header className={styles.header}>
        <h2 id={id}>{title}</h2>
        {aside ? <div className={styles.aside}>{aside}</div> : null}
      </header>
      {children}
    </section>
  );
};

/** Stands where something was erased. */
export const Erased = ({ what }: { what: string }) => (
  <p className={styles.erased}>{what} erased. The leaf still commits to what they were.</p>
);
