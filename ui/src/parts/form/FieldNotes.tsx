// What is said of a field beside an error: its help, warnings, what is not checked, what is sent.

import { CircleDashed, TriangleAlert } from 'lucide-react';
import type { DetailFinding } from '../../ipc/bindings/DetailFinding';
import styles from './form.module.css';

type Props = {
  hint: string | undefined;
  findings: readonly DetailFinding[];
  sentAs: string | null;
  reads: string | null;
};

export const hasNotes = ({ hint, findings, sentAs, reads }: Props): boolean =>
  Boolean(hint || sentAs || reads) || findings.some(({ level }) => level !== 'error');

export const FieldNotes = ({ hint, findings, sentAs, reads }: Props) => (
  <>
    {hint ? <span className={styles.hint}>{hint}</span> : null}
    {reads ? <code className={styles.reads}>{reads}</code> : null}
    {sentAs === null ? null : (
      <span className={styles.hint}>
        Sent as <code>{sentAs}</code>
      </span>
    )}
    {findings.map(({ level, words }) =>
      level === 'error' ? null : (
        <span key={words} className={styles.note} data-level={level}>
          {level === 'warning' ? (
            <TriangleAlert size={12} aria-hidden="true" />
          ) : (
            <CircleDashed size={12} aria-hidden="true" />
          )}
          <span>
            {level === 'warning' ? '' : 'Not checked: '}
            {words}
          </span>
        </span>
      ),
    )}
  </>
);
