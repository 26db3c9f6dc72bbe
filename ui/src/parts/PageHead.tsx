// The head of a page about one thing: the way back, what it is, its name and its number.

import { ArrowLeft } from 'lucide-react';
import type { ReactNode } from 'react';
import { useNavigation } from '../navigation/Navigation';
import { Button } from './Button';
import { Copy } from './Copy';
import styles from './PageHead.module.css';

type Props = {
  /** What stands before the name, or in its place. */
  title?: string;
  name?: string;
  number?: string;
  /** What the number is, for its copy button. */
  what?: string;
  children?: ReactNode;
};

export const PageHead = ({ title, name, number, what, children }: Props) => {
  const { back } = useNavigation();
  return (
    <header className={styles.head}>
      <Button weight="quiet" aria-label="Back" onPress={back}>
        <ArrowLeft size={16} aria-hidden="true" />
      </Button>
      <h1 className={styles.title} title={name ?? title}>
        {title}
        {title && name ? ' ' : null}
        {name ? <bdi>{name}</bdi> : null}
      </h1>
      {number ? (
        <span className={styles.number}>
          <code>{number}</code> <Copy text={number} what={what ?? 'the number'} />
        </span>
      ) : null}
      <span className={styles.room} />
      {children}
    </header>
  );
};
