// Beside a list of objects: the facts of the one under the cursor, and the way to its page.

import { X } from 'lucide-react';
import type { ReactNode } from 'react';
import { Button } from '../Button';
import frame from '../list/Inspector.module.css';
import styles from './ObjectInspector.module.css';

type Props = {
  hasRow: boolean;
  /** "Open merchant". */
  openLabel: string;
  onOpen: () => void;
  onClose: () => void;
  /** What stands here while no row is under the cursor. */
  otherwise: ReactNode;
  children: ReactNode;
};

export const ObjectInspector = (props: Props) => (
  <aside
    className={frame.inspector}
    data-has-row={props.hasRow}
    aria-label={props.hasRow ? 'Facts of the row under the cursor' : 'Beside the list'}
  >
    {props.hasRow ? (
      <>
        <span className={frame.close}>
          <Button weight="quiet" aria-label="Close" onPress={props.onClose}>
            <X size={16} aria-hidden="true" />
          </Button>
        </span>
        <div className={frame.facts}>{props.children}</div>
        <footer className={frame.foot}>
          <Button data-testid="open-object" onPress={props.onOpen}>
            {props.openLabel}
          </Button>
          <kbd>Enter</kbd>
        </footer>
      </>
    ) : (
      <div className={styles.otherwise}>{props.otherwise}</div>
    )}
  </aside>
);
