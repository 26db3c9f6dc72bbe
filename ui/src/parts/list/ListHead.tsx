// The head of a list's screen: what it is, which rows, and whether it follows.

import { ArrowLeft } from 'lucide-react';
import type { ReactNode } from 'react';
import { useNavigation } from '../../navigation/Navigation';
import { Button } from '../Button';
import styles from './ListHead.module.css';
import { LiveState } from './LiveState';
import type { ListOfScreen } from './useListScreen';

type Props = {
  screen: ListOfScreen;
  title: string;
  hasBack: boolean;
  /** Which rows. */
  chips: ReactNode;
  children?: ReactNode;
};

export const ListHead = ({ screen, title, hasBack, chips, children }: Props) => {
  const { back } = useNavigation();
  return (
    <header className={styles.head}>
      {hasBack ? (
        <span className={styles.back}>
          <Button weight="quiet" aria-label="Back" onPress={back}>
            <ArrowLeft size={16} aria-hidden="true" />
          </Button>
        </span>
      ) : null}
      <h1
        id="list-heading"
        ref={screen.heading}
        tabIndex={-1}
        className={styles.title}
        title={title}
      >
        {title}
      </h1>
      {chips}
      <div className={styles.acts}>
        <LiveState
          following={screen.following}
          waiting={screen.list.waiting}
          onNewest={screen.showNewest}
        />
        {children}
      </div>
    </header>
  );
};
