// The columns of the table of operations.

import type { OperationView } from '../../ipc/bindings/OperationView';
import { CallOutcomeWord } from '../../parts/call/CallOutcomeWord';
import type { GridColumn } from '../../parts/DataGrid';
import { Effect } from '../../parts/Effect';
import { Mark } from '../../parts/Mark';
import { Time } from '../../parts/Time';
import { GRADES } from './grades';
import styles from './Operations.module.css';

const Path = ({ operation }: { operation: OperationView }) => {
  const { path, overridePath } = operation;
  return overridePath === null ? (
    <code className={styles.clip} title={path}>
      {path}
    </code>
  ) : (
    <span className={styles.path} title={`${overridePath}, in the place of ${path}`}>
      <code className={styles.clip}>{overridePath}</code>
      <span className={styles.own}>this profile’s own</span>
    </span>
  );
};

const Evidence = ({ operation }: { operation: OperationView }) => {
  if (operation.confirmedAt) {
    return <Mark mark="confirmed" title="A call by this path worked at this profile’s server." />;
  }
  const { letter, word, meaning } = GRADES[operation.pathGrade];
  return (
    <span title={meaning}>
      <strong className={styles.letter}>{letter}</strong> {word}
    </span>
  );
};

const Last = ({ operation }: { operation: OperationView }) => {
  const { last } = operation;
  return last ? (
    <span className={styles.last} title={last.detail}>
      <CallOutcomeWord outcome={last.outcome} status={last.status} />
      <span className={styles.soft}>
        <Time at={last.at} />
      </span>
    </span>
  ) : (
    <span className={styles.soft}>not called yet</span>
  );
};

export const OPERATION_COLUMNS: GridColumn<OperationView>[] = [
  {
    id: 'label',
    label: 'Operation',
    width: '3fr',
    isRowHeader: true,
    cell: (operation) => (
      <span className={styles.clip} title={operation.id}>
        {operation.label}
      </span>
    ),
  },
  {
    id: 'method',
    label: 'Method',
    width: 64,
    from: 420,
    cell: (operation) => <code>{operation.method}</code>,
  },
  {
    id: 'path',
    label: 'Path',
    width: '4fr',
    from: 920,
    cell: (operation) => <Path operation={operation} />,
  },
  {
    id: 'grade',
    label: 'Evidence',
    width: 112,
    from: 520,
    cell: (operation) => <Evidence operation={operation} />,
  },
  {
    id: 'effect',
    label: 'Effect',
    width: 116,
    cell: (operation) => <Effect effect={operation.effect} />,
  },
  {
    id: 'last',
    label: 'Last result',
    width: 224,
    from: 720,
    cell: (operation) => <Last operation={operation} />,
  },
];
