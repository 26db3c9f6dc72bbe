// A value that no hash covers and no read has confirmed: dotted, and it says so.

import type { ReactNode } from 'react';
import { VisuallyHidden } from 'react-aria-components';
import styles from './Uncovered.module.css';

const WORDS = 'not covered by the hash: whoever relayed it could have altered it';

type Props = { what?: string; children: ReactNode };

export const Uncovered = ({ what = 'This', children }: Props) => (
  <span className={styles.uncovered} title={`${what}, ${WORDS}`}>
    {children}
    <VisuallyHidden elementType="span">, not covered by the hash</VisuallyHidden>
  </span>
);
