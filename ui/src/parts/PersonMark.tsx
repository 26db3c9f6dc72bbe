// What a person wrote, decided or set: a ring with a dot, always with its word.

import styles from './Mark.module.css';

export const PersonMark = ({ word, title }: { word: string; title?: string }) => (
  <span className={styles.mark} data-mark="person" title={title}>
    <svg className={styles.shape} viewBox="0 0 12 12" width="12" height="12" aria-hidden="true">
      <circle cx="6" cy="6" r="4.75" fill="none" stroke="currentColor" strokeWidth="1.5" />
      <circle cx="6" cy="6" r="2" fill="currentColor" />
    </svg>
    <span className={styles.word}>{word}</span>
  </span>
);
