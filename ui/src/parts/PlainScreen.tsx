// A screen of one column under its name.

import type { ReactNode } from 'react';
import styles from './PlainScreen.module.css';

export const PlainScreen = ({ name, children }: { name: string; children: ReactNode }) => (
  <div className={styles.screen}>
    <header className={styles.header}>
      <h1>{name}</h1>
    </header>
    <div className={styles.content}>{children}</div>
  </div>
);
