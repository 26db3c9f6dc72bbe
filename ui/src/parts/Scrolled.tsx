// A text that scrolls within its frame, by keyboard too.

import styles from './Scrolled.module.css';

type Props = { label: string; text: string; testId?: string };

export const Scrolled = ({ label, text, testId }: Props) => (
  // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reached by keyboard
  <section className={styles.frame} aria-label={label} tabIndex={0}>
    <pre className={styles.text} data-testid={testId}>
      {text}
    </pre>
  </section>
);
