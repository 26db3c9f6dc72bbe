// The facts of the row under the cursor, beside the list.

import { OctagonAlert, TriangleAlert, X } from 'lucide-react';
import type { ReactNode } from 'react';
import type { TimelineRow } from '../../ipc/bindings/TimelineRow';
import { useNavigation } from '../../navigation/Navigation';
import { Button } from '../Button';
import { NoteComposer } from '../notes/NoteComposer';
import { TestTag } from '../TestTag';
import { Uncovered } from '../Uncovered';
import { BothValues } from './BothValues';
import styles from './Inspector.module.css';
import { personWord } from './people';
import { RowFacts } from './RowFacts';
import { RowMark } from './RowMark';

type Props = {
  profile: string;
  row: TimelineRow | null;
  /** What stands here while no row is looked at. */
  otherwise: ReactNode;
  /** Whether that is shown where there is no room for both. */
  isOpen?: boolean;
  onOpen: (key: string) => void;
  onSubject: (key: string) => void;
  onEntry: (sequence: number) => void;
  onClose: () => void;
};

const Notices = ({ row }: { row: TimelineRow }) => (
  <>
    {row.damage ? (
      <p className={styles.damage} role="note">
        <OctagonAlert size={16} aria-hidden="true" />
        {row.damage}
      </p>
    ) : null}
    {row.alarm ? (
      <p className={styles.alarm} role="note">
        <TriangleAlert size={16} aria-hidden="true" />A person must look at this.
      </p>
    ) : null}
    {row.isTest ? (
      <p>
        <TestTag form="full" />
      </p>
    ) : null}
  </>
);

const Title = ({ row }: { row: TimelineRow }) => (
  <>
    <h2>
      {row.kind === 'delivery' && !row.eventCovered ? (
        <Uncovered>{row.title}</Uncovered>
      ) : (
        row.title
      )}
    </h2>
    {row.words ? (
      <p className={styles.words} dir="auto">
        {row.words}
      </p>
    ) : null}
    {personWord(row) && !row.reason ? null : <p className={styles.reason}>{row.reason}</p>}
  </>
);

export const Inspector = (props: Props) => {
  const { go } = useNavigation();
  const onRead = (sequence: number) => go({ at: 'observation', sequence });
  const { profile, row, otherwise, isOpen, onOpen, onClose, onSubject, onEntry } = props;
  return (
    <aside
      className={styles.inspector}
      data-has-row={row !== null || Boolean(isOpen)}
      aria-label={row ? 'Facts of the row under the cursor' : 'Beside the list'}
    >
      {row || isOpen ? (
        <span className={styles.close}>
          <Button weight="quiet" aria-label="Close" onPress={onClose}>
            <X size={16} aria-hidden="true" />
          </Button>
        </span>
      ) : null}
      {row ? (
        <>
          <div className={styles.facts}>
            <header className={styles.header}>
              <RowMark row={row} />
              <Title row={row} />
            </header>
            <Notices row={row} />
            {row.read ? <BothValues row={row} read={row.read} onRead={onRead} /> : null}
            <RowFacts row={row} onSubject={onSubject} onEntry={onEntry} />
          </div>
          <div className={styles.note}>
            <NoteComposer
              key={row.sequence}
              profile={profile}
              about={{ subject: null, entry: row.sequence, label: `entry ${row.sequence}` }}
            />
          </div>
          {row.kind === 'observation' && row.call ? (
            <footer className={styles.foot}>
              <Button data-testid="open-call" onPress={() => onRead(row.sequence)}>
                Open the call
              </Button>
              <kbd>Enter</kbd>
            </footer>
          ) : null}
          {row.kind === 'delivery' ? (
            <footer className={styles.foot}>
              <Button data-testid="open-delivery" onPress={() => onOpen(String(row.sequence))}>
                Open delivery
              </Button>
              <kbd>Enter</kbd>
            </footer>
          ) : null}
        </>
      ) : (
        otherwise
      )}
    </aside>
  );
};
