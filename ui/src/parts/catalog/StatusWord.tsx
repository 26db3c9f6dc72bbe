// A status of a merchant or receiver account: its word with its shape.

import styles from './StatusWord.module.css';
import { shapeOf } from './statuses';

type Props = { status: string | null; word: string; title?: string };

export const StatusWord = ({ status, word, title }: Props) => {
  const { icon: Icon, tone } = shapeOf(status);
  return (
    <span className={styles.word} data-tone={tone} data-status={status ?? ''} title={title}>
      <Icon size={14} aria-hidden="true" />
      <span className={styles.text}>{word}</span>
    </span>
  );
};
