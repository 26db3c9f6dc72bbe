// The six marks of assurance: a shape, always with its word.

import type { Mark as MarkName } from '../ipc/bindings/Mark';
import styles from './Mark.module.css';

export const MARKS: Record<MarkName, { word: string; meaning: string }> = {
  received: {
    word: 'received',
    meaning: 'It came in; not checked, or its hash is good and can be read in more than one way.',
  },
  hash_matches: {
    word: 'hash matches',
    meaning: 'The covered fields are the sender’s. Nothing else in it is vouched for.',
  },
  confirmed: { word: 'confirmed', meaning: 'An API read at the stated time says the same.' },
  contradicted: { word: 'contradicted', meaning: 'An API read says otherwise.' },
  refused: { word: 'refused', meaning: 'Kept in quarantine, with the reason.' },
  gap: {
    word: 'gap',
    meaning: 'A delivery sent in this span can’t be relied on to have arrived.',
  },
};

const Shape = ({ mark }: { mark: MarkName }) => {
  switch (mark) {
    case 'received':
      return <circle cx="6" cy="6" r="4.75" fill="none" stroke="currentColor" strokeWidth="1.5" />;
    case 'hash_matches':
      return (
        <>
          <circle cx="6" cy="6" r="4.75" fill="none" stroke="currentColor" strokeWidth="1.5" />
          <path d="M6 1.25a4.75 4.75 0 0 0 0 9.5z" fill="currentColor" />
        </>
      );
    case 'confirmed':
      return <circle cx="6" cy="6" r="5.25" fill="currentColor" />;
    case 'contradicted':
      return <path d="M6 .25 11.75 6 6 11.75.25 6z" fill="currentColor" />;
    case 'refused':
      return (
        <>
          <rect x="1" y="1" width="10" height="10" fill="none" stroke="currentColor" />
          <path d="M1 7 7 1M1 11 11 1M5 11l6-6" stroke="currentColor" strokeWidth="1.25" />
        </>
      );
    case 'gap':
      return (
        <path
          d="M.5 3q2.75-2.5 5.5 0t5.5 0M.5 6.25q2.75-2.5 5.5 0t5.5 0M.5 9.5q2.75-2.5 5.5 0t5.5 0"
          fill="none"
          stroke="currentColor"
          strokeWidth="1.25"
        />
      );
  }
};

type Props = { mark: MarkName; word?: string; title?: string; testId?: string };

export const Mark = ({ mark, word, title, testId }: Props) => (
  <span className={styles.mark} data-mark={mark} title={title} data-testid={testId}>
    <svg className={styles.shape} viewBox="0 0 12 12" width="12" height="12" aria-hidden="true">
      <Shape mark={mark} />
    </svg>
    <span className={styles.word}>{word ?? MARKS[mark].word}</span>
  </span>
);
