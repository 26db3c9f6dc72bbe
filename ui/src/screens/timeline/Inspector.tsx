// The facts of the row under the cursor, beside the list.

import { OctagonAlert, TriangleAlert, X } from 'lucide-react';
import { Fragment } from 'react';
import { Button as AriaButton } from 'react-aria-components';
import { short } from '../../format/short';
import { utc } from '../../format/time';
import type { TimelineRow } from '../../ipc/bindings/TimelineRow';
import { Button } from '../../parts/Button';
import { Copy } from '../../parts/Copy';
import { Fact, Facts } from '../../parts/Facts';
import { MARKS, Mark } from '../../parts/Mark';
import { Time } from '../../parts/Time';
import { Uncovered } from '../../parts/Uncovered';
import styles from './Inspector.module.css';

type Props = {
  row: TimelineRow | null;
  onOpen: (key: string) => void;
  onSubject: (key: string) => void;
  onEntry: (sequence: number) => void;
  onClose: () => void;
};

const Legend = () => (
  <div className={styles.legend}>
    <h2 className={styles.label}>What the marks mean</h2>
    <dl>
      {Object.entries(MARKS).map(([mark, { meaning }]) => (
        <div key={mark}>
          <dt>
            <Mark mark={mark as keyof typeof MARKS} />
          </dt>
          <dd>{meaning}</dd>
        </div>
      ))}
    </dl>
    <p className={styles.hint}>
      <kbd>j</kbd> <kbd>k</kbd> move, <kbd>Enter</kbd> opens, <kbd>?</kbd> shows every key.
    </p>
  </div>
);

const Subjects = ({ row, onSubject }: { row: TimelineRow; onSubject: (key: string) => void }) => (
  <>
    {row.subjects.map((subject, index) => (
      <Fragment key={subject.key}>
        {index > 0 ? <span className={styles.soft}> or </span> : null}
        <AriaButton className={styles.link} onPress={() => onSubject(subject.key)}>
          {subject.label}
        </AriaButton>
      </Fragment>
    ))}
    {row.resolved ? null : (
      <p className={styles.soft}>Unresolved: what is covered fits each of these.</p>
    )}
  </>
);

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
        <TriangleAlert size={16} aria-hidden="true" />A person must look at this delivery.
      </p>
    ) : null}
  </>
);

const RowFacts = ({
  row,
  onSubject,
  onEntry,
}: Omit<Props, 'onOpen' | 'onClose'> & { row: TimelineRow }) => (
  <Facts>
    {row.status ? (
      <Fact name="Status">
        <code>{row.status}</code>
      </Fact>
    ) : null}
    {row.subjects.length > 0 ? (
      <Fact name="About">
        <Subjects row={row} onSubject={onSubject} />
      </Fact>
    ) : null}
    {row.covers.length > 0 ? (
      <Fact name={row.mark === 'hash_matches' ? 'Covers' : 'Field list'}>
        <code>{row.covers.join(', ')}</code>
      </Fact>
    ) : null}
    <Fact name="Received">
      <Time at={row.at} form="full" />
      <br />
      <span className={styles.soft}>{utc(row.at)}</span>
    </Fact>
    <Fact name="Entry">
      <code>{row.sequence}</code>
    </Fact>
    {row.verdict ? (
      <Fact name="Verdict">
        <code>{row.verdict}</code>
      </Fact>
    ) : null}
    {row.repeatOf === null ? null : (
      <Fact name="Repeat of">
        <AriaButton className={styles.link} onPress={() => onEntry(row.repeatOf ?? 0)}>
          Entry {row.repeatOf}
        </AriaButton>
      </Fact>
    )}
    {row.requestUuid ? (
      <Fact name="Request">
        <Uncovered>
          <code>{short(row.requestUuid, 18)}</code>
        </Uncovered>{' '}
        <Copy text={row.requestUuid} what="the request’s UUID" />
      </Fact>
    ) : null}
  </Facts>
);

export const Inspector = ({ row, onOpen, onClose, ...rest }: Props) => (
  <aside
    className={styles.inspector}
    data-has-row={row !== null}
    aria-label="Facts of the row under the cursor"
  >
    {row ? (
      <>
        <div className={styles.facts}>
          <header className={styles.header}>
            <div className={styles.first}>
              <Mark mark={row.mark} word={row.word} />
              <span className={styles.close}>
                <Button weight="quiet" aria-label="Close" onPress={onClose}>
                  <X size={16} aria-hidden="true" />
                </Button>
              </span>
            </div>
            <h2>
              {row.kind === 'delivery' && !row.eventCovered ? (
                <Uncovered>{row.title}</Uncovered>
              ) : (
                row.title
              )}
            </h2>
            <p className={styles.reason}>{row.reason}</p>
          </header>
          <Notices row={row} />
          <RowFacts row={row} {...rest} />
        </div>
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
      <Legend />
    )}
  </aside>
);
