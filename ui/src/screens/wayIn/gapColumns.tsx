// The columns of the list of gaps.

import type { GapView } from '../../ipc/bindings/GapView';
import type { GridColumn } from '../../parts/DataGrid';
import { GapLength } from '../../parts/gaps/GapSpan';
import { GapStanding } from '../../parts/gaps/GapStanding';
import { causesOf } from '../../parts/gaps/gapWords';
import { Mark } from '../../parts/Mark';
import { Time } from '../../parts/Time';
import styles from './wayIn.module.css';

export const GAP_COLUMNS: GridColumn<GapView>[] = [
  { id: 'mark', label: 'Mark', width: 80, cell: () => <Mark mark="gap" /> },
  { id: 'from', label: 'From', width: 144, cell: ({ from }) => <Time at={from} /> },
  {
    id: 'until',
    label: 'Until',
    width: 144,
    cell: ({ until }) => (until === null ? 'it goes on' : <Time at={until} />),
  },
  { id: 'length', label: 'Lasted', width: 96, cell: (gap) => <GapLength gap={gap} /> },
  {
    id: 'why',
    label: 'Why',
    width: '2fr',
    isRowHeader: true,
    cell: (gap) => (
      <span className={styles.clip} title={causesOf(gap)}>
        {causesOf(gap)}
      </span>
    ),
  },
  { id: 'standing', label: 'Standing', width: 192, cell: (gap) => <GapStanding gap={gap} /> },
  {
    id: 'said',
    label: 'What was said then',
    width: '3fr',
    from: 940,
    cell: ({ details }) => (
      <span className={styles.clip} title={details.join('\n')}>
        {details[0]}
      </span>
    ),
  },
];
