// A part of a settings page: its name, what it is for, and what can be done.

import { type ReactNode, useId } from 'react';
import styles from './Part.module.css';

type Props = { name: string; about?: ReactNode; children: ReactNode };

export const Part = ({ name, about, children }: Props) => {
  const id = useId();
  return (
    <section className={styles.part} aria-labelledby={id}>
      <h3 id={id} className={styles.name}>
        {name}
      </h3>
      {about ? <p className={styles.about}>{about}</p> : null}
      <div className={styles.content}>{children}</div>
    </section>
  );
};
