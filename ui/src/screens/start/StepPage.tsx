// One step: its name, what it is for, what to do; its heading takes the focus as it comes.

import { type ReactNode, useEffect, useRef } from 'react';
import styles from './StepPage.module.css';

type Props = { name: string; lead: ReactNode; children: ReactNode };

export const StepPage = ({ name, lead, children }: Props) => {
  const heading = useRef<HTMLHeadingElement>(null);
  useEffect(() => heading.current?.focus(), []);
  return (
    <section className={styles.page}>
      <h2 ref={heading} tabIndex={-1} className={styles.name}>
        {name}
      </h2>
      <p className={styles.lead}>{lead}</p>
      {children}
    </section>
  );
};
