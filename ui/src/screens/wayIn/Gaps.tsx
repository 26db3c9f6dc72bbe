// The list of gaps: which are open, what closed the others, and reconciling what was missed.

import { CircleCheck, Waves, X } from 'lucide-react';
import { useRef, useState } from 'react';
import { counted } from '../../format/count';
import { useAsk } from '../../ipc/ask';
import type { GapShow } from '../../ipc/bindings/GapShow';
import type { GapsPage } from '../../ipc/bindings/GapsPage';
import type { ProfileStatus } from '../../ipc/bindings/ProfileStatus';
import { useKeys } from '../../keyboard/useKeys';
import { useNavigation } from '../../navigation/Navigation';
import { Asked } from '../../parts/Asked';
import { Button } from '../../parts/Button';
import { Chips } from '../../parts/Chips';
import { DataGrid } from '../../parts/DataGrid';
import { GapFacts } from '../../parts/gaps/GapFacts';
import { gapText } from '../../parts/gaps/gapWords';
import inspector from '../../parts/list/Inspector.module.css';
import list from '../../parts/list/ListScreen.module.css';
import { moveInGrid } from '../../parts/moveInGrid';
import { Empty } from '../../parts/State';
import { GAP_COLUMNS } from './gapColumns';
import { Reconciliation } from './Reconciliation';
import styles from './wayIn.module.css';

const PAGE_GAPS = 200;

const WHICH: { id: GapShow; label: string }[] = [
  { id: 'all', label: 'All' },
  { id: 'open', label: 'Open' },
  { id: 'closed', label: 'Closed' },
];

const NOTHING: Record<GapShow, readonly [title: string, words: string]> = {
  all: [
    'There is no gap',
    'A span in which a delivery could not be relied on to arrive stands here as soon as it begins.',
  ],
  open: ['No gap is open', 'Each gap has ended, and a reconciliation closed it.'],
  closed: [
    'No gap was closed yet',
    'A reconciliation that reads all that may have changed closes it.',
  ],
};

const Nothing = ({ show }: { show: GapShow }) => (
  <Empty icon={show === 'open' ? CircleCheck : Waves} title={NOTHING[show][0]}>
    {NOTHING[show][1]}
  </Empty>
);

type FootProps = {
  page: GapsPage;
  isFirst: boolean;
  onOlder: (before: string) => void;
  onNewest: () => void;
};

const Foot = ({ page, isFirst, onOlder, onNewest }: FootProps) => (
  <footer className={styles.foot}>
    <span>
      {counted(page.total, 'gap', 'gaps')} in all, {page.open} open; {page.gaps.length} shown
    </span>
    <span className={styles.room} />
    {isFirst ? null : (
      <Button weight="quiet" onPress={onNewest}>
        Back to the newest
      </Button>
    )}
    {page.next === null ? null : (
      <Button weight="quiet" onPress={() => page.next && onOlder(page.next)}>
        Older
      </Button>
    )}
  </footer>
);

export const Gaps = ({ profile }: { profile: ProfileStatus }) => {
  const { back } = useNavigation();
  const frame = useRef<HTMLDivElement>(null);
  const heading = useRef<HTMLHeadingElement>(null);
  const [show, setShow] = useState<GapShow>('all');
  const [before, setBefore] = useState<string | null>(null);
  const [cursor, setCursor] = useState<string | null>(null);
  const question = useAsk(
    'list_gaps',
    { profile: profile.name, subject: null, show, before, since: null, limit: PAGE_GAPS },
    { keepPrevious: true },
  );
  const gap = question.data?.gaps.find(({ from }) => from === cursor) ?? null;
  const letGo = () => {
    setCursor(null);
    heading.current?.focus({ preventScroll: true });
  };
  const turn = (to: string | null) => {
    setBefore(to);
    letGo();
  };
  useKeys('list', {
    'row.next': () => moveInGrid(frame.current, 'ArrowDown'),
    'row.previous': () => moveInGrid(frame.current, 'ArrowUp'),
    'rows.newest': () => turn(null),
    'rows.older': () => question.data?.next && turn(question.data.next),
    'place.back': () => (gap === null ? back() : letGo()),
  });
  return (
    <div className={list.screen}>
      <section className={list.list} aria-labelledby="gaps-heading">
        <Reconciliation profile={profile.name} />
        <div className={styles.filter}>
          <h2 id="gaps-heading" ref={heading} tabIndex={-1}>
            Gaps
          </h2>
          <Chips
            label="Which gaps"
            options={WHICH}
            chosen={show}
            onChoose={(chosen) => {
              setShow(chosen);
              setBefore(null);
            }}
          />
        </div>
        <Asked question={question} what="the gaps">
          {(page) =>
            page.gaps.length === 0 ? (
              <Nothing show={show} />
            ) : (
              <>
                <DataGrid
                  label="Gaps"
                  columns={GAP_COLUMNS}
                  rows={page.gaps}
                  keyOf={({ from }) => from}
                  textOf={(one) => gapText(one, new Date())}
                  attributesOf={({ from, until, closedBy }) => ({
                    'data-gap-from': from,
                    'data-standing': until === null ? 'open' : closedBy ? 'closed' : 'ended',
                  })}
                  cursor={cursor}
                  onCursor={setCursor}
                  onOpen={setCursor}
                  frameRef={frame}
                />
                <Foot
                  page={page}
                  isFirst={before === null}
                  onOlder={turn}
                  onNewest={() => turn(null)}
                />
              </>
            )
          }
        </Asked>
      </section>
      <aside
        className={inspector.inspector}
        data-has-row={gap !== null}
        aria-label={gap ? 'Facts of the gap under the cursor' : 'Beside the list'}
      >
        {gap ? (
          <>
            <span className={inspector.close}>
              <Button weight="quiet" aria-label="Close" onPress={letGo}>
                <X size={16} aria-hidden="true" />
              </Button>
            </span>
            <GapFacts key={gap.from} profile={profile.name} gap={gap} />
          </>
        ) : (
          <div className={inspector.legend}>
            <h2 className={inspector.label}>What a gap is</h2>
            <p>
              It runs from the last proof that a delivery would arrive to the next one: the app was
              closed, the way in was off or not proven, or the store refused.
            </p>
            <p>
              A reconciliation reads from the API what changed since, and closes it. What a webhook
              would have told in between, and was overtaken before the read, can’t be known.
            </p>
          </div>
        )}
      </aside>
    </div>
  );
};
