// The columns of a timeline and of the list of deliveries.

import { OctagonAlert, TriangleAlert } from 'lucide-react';
import { useMemo, useRef } from 'react';
import { short } from '../../format/short';
import { otherDay } from '../../format/time';
import type { TimelineRow } from '../../ipc/bindings/TimelineRow';
import type { GridColumn } from '../DataGrid';
import { Link } from '../Link';
import { TestTag } from '../TestTag';
import { Time } from '../Time';
import { Uncovered } from '../Uncovered';
import styles from './columns.module.css';
import { personWord } from './people';
import { RowActionWords } from './RowActionWords';
import { RowCallWords } from './RowCallWords';
import { RowMark } from './RowMark';
import { RowStatus } from './RowStatus';
import { isVouchedFor } from './verdicts';

const coverText = (row: TimelineRow): string => (isVouchedFor(row) ? row.covers.join(', ') : '');

const Flag = ({ row }: { row: TimelineRow }) => {
  if (row.damage) {
    return <OctagonAlert className={styles.damage} size={14} aria-label="damaged" />;
  }
  return row.alarm ? (
    <TriangleAlert className={styles.alarm} size={14} aria-label="a person must look" />
  ) : null;
};

/** What a person did, and who it was; the words stand beside it. */
const Deed = ({ row }: { row: TimelineRow }) => (
  <span className={styles.person} title={row.title}>
    <Flag row={row} />
    {row.kind === 'note' && row.by ? null : <span className={styles.clip}>{row.title}</span>}
    {row.by ? (
      <span className={`${styles.clip} ${styles.soft}`}>
        by <bdi>{row.by}</bdi>
      </span>
    ) : null}
  </span>
);

const EventName = ({ row }: { row: TimelineRow }) =>
  row.kind === 'delivery' && !row.eventCovered ? (
    <Uncovered what={row.title}>{row.title}</Uncovered>
  ) : (
    <span title={row.title}>{row.title}</span>
  );

const Reason = ({ row }: { row: TimelineRow }) => (
  <span className={`${styles.clip} ${styles.soft}`} title={row.reason}>
    {row.reason}
  </span>
);

/** Where a person wrote nothing, the row says what was done: its title is of many alike. */
const Words = ({ row }: { row: TimelineRow }) =>
  row.words ? (
    <bdi className={styles.clip} title={row.words}>
      {row.words}
    </bdi>
  ) : (
    <Reason row={row} />
  );

type SubjectsProps = { row: TimelineRow; onSubject: (key: string) => void };

const Subjects = ({ row, onSubject }: SubjectsProps) => {
  const [first, ...others] = row.subjects;
  if (!first) {
    return null;
  }
  return (
    <span className={styles.subjects}>
      <Link data-testid="subject-link" onPress={() => onSubject(first.key)}>
        {first.label}
      </Link>
      {row.resolved || personWord(row) ? null : (
        <span
          className={styles.unresolved}
          title={`Unresolved: ${row.subjects.map((subject) => subject.label).join(' or ')}`}
        >
          {others.length > 0 ? `or ${others.length} other` : 'unresolved'}
        </span>
      )}
    </span>
  );
};

/** Wider only if a row bears its day. */
const timeColumn = (hasDays: boolean): GridColumn<TimelineRow> => ({
  id: 'at',
  label: 'Time',
  width: hasDays ? 136 : 78,
  cell: (row) => <Time at={row.at} />,
});
const MARK: GridColumn<TimelineRow> = {
  id: 'mark',
  label: 'Mark',
  width: 124,
  cell: (row) => <RowMark row={row} />,
};
const EVENT: GridColumn<TimelineRow> = {
  id: 'event',
  label: 'Event',
  width: '5fr',
  isRowHeader: true,
  cell: (row) =>
    personWord(row) ? (
      <Deed row={row} />
    ) : (
      <span className={styles.event}>
        <Flag row={row} />
        <span className={styles.clip}>
          <EventName row={row} />
        </span>
        {row.isTest ? <TestTag /> : null}
      </span>
    ),
};
const STATUS: GridColumn<TimelineRow> = {
  id: 'status',
  label: 'Status or words',
  width: 236,
  cell: (row) =>
    row.action ? (
      <RowActionWords row={row} action={row.action} />
    ) : personWord(row) ? (
      <Words row={row} />
    ) : row.call ? (
      <RowCallWords row={row} call={row.call} />
    ) : row.kind === 'way_in' ? (
      <Reason row={row} />
    ) : (
      <RowStatus row={row} />
    ),
};
const COVERS: GridColumn<TimelineRow> = {
  id: 'covers',
  label: 'Covers',
  width: 88,
  from: 860,
  cell: (row) => <span className={styles.soft}>{coverText(row)}</span>,
};
const REASON: GridColumn<TimelineRow> = {
  id: 'reason',
  label: 'Reason',
  width: '6fr',
  from: 1040,
  cell: (row) => <Reason row={row} />,
};
const NUMBER: GridColumn<TimelineRow> = {
  id: 'sequence',
  label: 'Entry',
  width: 72,
  from: 940,
  cell: (row) => <code className={styles.soft}>{row.sequence}</code>,
};
const UUID: GridColumn<TimelineRow> = {
  id: 'uuid',
  label: 'Request',
  width: 104,
  cell: (row) => (
    <code className={styles.soft} title={row.requestUuid ?? undefined}>
      {row.requestUuid ? short(row.requestUuid) : ''}
    </code>
  ),
};

const subjectColumn = (onSubject: (key: string) => void): GridColumn<TimelineRow> => ({
  id: 'subject',
  label: 'About',
  width: 180,
  cell: (row) => <Subjects row={row} onSubject={onSubject} />,
});

type MakeColumns = (
  hasDays: boolean,
  onSubject: (key: string) => void,
) => GridColumn<TimelineRow>[];

export const timelineColumns: MakeColumns = (hasDays, onSubject) => [
  timeColumn(hasDays),
  MARK,
  EVENT,
  STATUS,
  subjectColumn(onSubject),
  COVERS,
  REASON,
  NUMBER,
];

export const deliveryColumns: MakeColumns = (hasDays, onSubject) => [
  timeColumn(hasDays),
  MARK,
  UUID,
  { ...EVENT, width: '4fr' },
  { ...REASON, from: 0 },
  { ...subjectColumn(onSubject), from: 900 },
  { ...COVERS, from: 1040 },
  NUMBER,
];

/** The same columns until something about them changes: others would draw every row held anew. */
export const useColumns = (
  make: MakeColumns,
  rows: TimelineRow[],
  onSubject: (key: string) => void,
): GridColumn<TimelineRow>[] => {
  const latest = useRef(onSubject);
  latest.current = onSubject;
  const now = new Date();
  const hasDays = rows.some((row) => otherDay(row.at, now) !== null);
  return useMemo(() => make(hasDays, (key) => latest.current(key)), [make, hasDays]);
};
