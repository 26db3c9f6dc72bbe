// The API explorer: every operation, how well it is known, how it went; what reads can be called.

import { SearchX } from 'lucide-react';
import { useRef, useState } from 'react';
import { useAsk } from '../../ipc/ask';
import type { OperationView } from '../../ipc/bindings/OperationView';
import type { ProfileStatus } from '../../ipc/bindings/ProfileStatus';
import { useKeys } from '../../keyboard/useKeys';
import { useNavigation } from '../../navigation/Navigation';
import { Asked } from '../../parts/Asked';
import { Button } from '../../parts/Button';
import { DataGrid } from '../../parts/DataGrid';
import { moveInGrid } from '../../parts/moveInGrid';
import { Empty } from '../../parts/State';
import { OPERATION_COLUMNS } from './columns';
import { type EffectFilter, fits } from './fits';
import { NotReady } from './NotReady';
import { OperationFilter } from './OperationFilter';
import { OperationInspector } from './OperationInspector';
import styles from './Operations.module.css';

type TableProps = {
  profile: ProfileStatus;
  operations: OperationView[];
  isReady: boolean;
  chosen: string | null;
};

const OperationTable = ({ profile, operations, isReady, chosen }: TableProps) => {
  const { replace, back } = useNavigation();
  const frame = useRef<HTMLDivElement>(null);
  const inspector = useRef<HTMLHeadingElement>(null);
  const search = useRef<HTMLInputElement>(null);
  const [typed, setTyped] = useState('');
  const [effect, setEffect] = useState<EffectFilter>('all');
  const rows = operations.filter((operation) => fits(operation, typed, effect));
  const shown = operations.find(({ id }) => id === chosen) ?? null;
  const point = (operation: string | null) =>
    replace({ at: 'settings', section: 'api', ...(operation === null ? {} : { operation }) });
  const toTable = () => {
    frame.current?.querySelector<HTMLElement>('[role=grid]')?.focus();
  };
  useKeys('list', {
    'row.next': () => moveInGrid(frame.current, 'ArrowDown'),
    'row.previous': () => moveInGrid(frame.current, 'ArrowUp'),
    'filter.focus': () => search.current?.focus(),
    'place.back': () => {
      if (shown) {
        point(null);
        toTable();
      } else {
        back();
      }
    },
  });
  return (
    <div className={styles.screen}>
      <section className={styles.list} aria-labelledby="operations-heading">
        <header className={styles.head}>
          <h2 id="operations-heading">API</h2>
          <OperationFilter
            inputRef={search}
            typed={typed}
            onType={setTyped}
            effect={effect}
            onEffect={setEffect}
            count={rows.length}
            all={operations.length}
            onDone={toTable}
          />
        </header>
        {isReady ? null : <NotReady api={profile.api} />}
        {rows.length === 0 ? (
          <Empty
            icon={SearchX}
            title="No operation fits"
            action={
              <Button
                onPress={() => {
                  setTyped('');
                  setEffect('all');
                }}
              >
                Show all {operations.length}
              </Button>
            }
          >
            Names, methods and paths were looked through.
          </Empty>
        ) : (
          <DataGrid
            label="Operations"
            columns={OPERATION_COLUMNS}
            rows={rows}
            keyOf={({ id }) => id}
            textOf={({ label }) => label}
            attributesOf={({ id, effect: does }) => ({ 'data-operation': id, 'data-effect': does })}
            cursor={rows.some(({ id }) => id === chosen) ? chosen : null}
            onCursor={point}
            onOpen={(id) => {
              point(id);
              // The row under the cursor is drawn beside the list already, or is at the next turn.
              requestAnimationFrame(() => inspector.current?.focus());
            }}
            frameRef={frame}
          />
        )}
      </section>
      {shown ? (
        <OperationInspector
          key={shown.id}
          profile={profile}
          operation={shown}
          isReady={isReady}
          headingRef={inspector}
          onLeave={toTable}
          onClose={() => {
            point(null);
            toTable();
          }}
        />
      ) : null}
    </div>
  );
};

type Props = { profile: ProfileStatus; operation: string | null };

export const Operations = ({ profile, operation }: Props) => (
  <Asked
    question={useAsk('list_operations', { profile: profile.name })}
    what="the table of operations"
  >
    {({ operations, isReady }) => (
      <OperationTable
        profile={profile}
        operations={operations}
        isReady={isReady}
        chosen={operation}
      />
    )}
  </Asked>
);
