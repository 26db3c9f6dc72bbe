// A titled part of a card.

import { type ReactNode, useId } from 'react';
import styles from './Part.module.css';

export const Part = ({ title, children }: { title: string; children: ReactNode }) => {
  const id = useId();
  return (
    <section className={styles.part} aria-labelledby={id}>
      <h3 id={id}>{title}</h3>
      {children}
    </section>
  );
};
