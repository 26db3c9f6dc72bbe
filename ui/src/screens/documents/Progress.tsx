// How far something with a file is.

import type { ReactNode } from 'react';
import { Label, ProgressBar } from 'react-aria-components';
import { bytes } from '../../format/count';
import styles from './documents.module.css';

type Props = {
  label: string;
  name: string;
  done: number;
  total: number;
  children?: ReactNode;
};

export const Progress = ({ label, name, done, total, children }: Props) => (
  <ProgressBar
    className={styles.progress}
    value={done}
    maxValue={Math.max(total, 1)}
    isIndeterminate={total === 0}
    valueLabel={`${bytes(done)} of ${bytes(total)}`}
  >
    {({ percentage, valueText }) => (
      <>
        <Label className={styles.progressLabel}>
          {label} <bdi>{name}</bdi>
        </Label>
        <span className={styles.bar}>
          <span style={{ width: `${percentage ?? 0}%` }} />
        </span>
        <span className={styles.soft}>{total === 0 ? 'reading the copy' : valueText}</span>
        {children}
      </>
    )}
  </ProgressBar>
);
