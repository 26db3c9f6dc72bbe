// The KYC board: merchants by status, what waits for us and what waits for Cedar, oldest first.

import { useRef } from 'react';
import { count } from '../../format/count';
import { useAsk } from '../../ipc/ask';
import type { KycBoardView } from '../../ipc/bindings/KycBoardView';
import type { KycColumn } from '../../ipc/bindings/KycColumn';
import type { WaitsFor } from '../../ipc/bindings/WaitsFor';
import { useKeys } from '../../keyboard/useKeys';
import { useNavigation } from '../../navigation/Navigation';
import { Asked } from '../../parts/Asked';
import { Behind } from '../../parts/catalog/Behind';
import { IndexAge } from '../../parts/catalog/IndexAge';
import { NoObjects } from '../../parts/catalog/NoObjects';
import { StatusWord } from '../../parts/catalog/StatusWord';
import { WAITS } from '../../parts/catalog/statuses';
import { Link } from '../../parts/Link';
import styles from './Board.module.css';
import { BoardColumn } from './BoardColumn';
import { useAside } from './useAside';
import { useLookedAt, useStillBoard } from './useStillBoard';

const WAITING: readonly WaitsFor[] = ['us', 'cedar'];

const Ends = ({ columns }: { columns: KycColumn[] }) => {
  const { go } = useNavigation();
  return (
    <p className={styles.ends}>
      <span>{WAITS.nobody}</span>
      {columns.map(({ status, count: howMany }) => (
        <span key={status.status} className={styles.end} title={status.meaning}>
          <StatusWord status={status.status || null} word={status.word} />
          {howMany > 0 ? (
            <Link onPress={() => go({ at: 'merchants', status: status.status })}>
              {count(howMany)}
            </Link>
          ) : (
            <span>0</span>
          )}
        </span>
      ))}
    </p>
  );
};

type FrameProps = { profile: string; board: KycBoardView };

const BoardFrame = ({ profile, board }: FrameProps) => {
  const { back } = useNavigation();
  const frame = useRef<HTMLDivElement>(null);
  const { shown, isBehind, showNow } = useStillBoard(board, useLookedAt(frame));
  const move = (key: 'ArrowDown' | 'ArrowUp') => {
    const focused = document.activeElement;
    if (focused instanceof HTMLElement && frame.current?.contains(focused)) {
      focused.dispatchEvent(new KeyboardEvent('keydown', { key, bubbles: true, cancelable: true }));
    } else {
      frame.current?.querySelector<HTMLElement>('[role=option]')?.focus();
    }
  };
  useKeys('list', {
    'row.next': () => move('ArrowDown'),
    'row.previous': () => move('ArrowUp'),
    'place.back': back,
  });
  useAside(frame);
  const isEmpty = shown.columns.every(({ count: howMany }) => howMany === 0);
  return (
    <div className={styles.frame} ref={frame}>
      <div className={styles.head}>
        <h1 id="board-heading">KYC board</h1>
        <Behind isBehind={isBehind} onShow={showNow} />
        <span className={styles.room} />
        <IndexAge profile={profile} />
      </div>
      {isEmpty ? (
        <NoObjects
          profile={profile}
          what="merchant"
          age={board.age}
          isNarrowed={false}
          onShowAll={back}
        />
      ) : (
        <>
          <div className={styles.board}>
            {WAITING.map((waits) => (
              <section key={waits} className={styles.side} data-waits={waits}>
                <h2 className={styles.waits}>{WAITS[waits]}</h2>
                <div className={styles.columns}>
                  {shown.columns
                    .filter(({ status }) => status.needs === waits)
                    .map((column) => (
                      <BoardColumn key={column.status.status} column={column} />
                    ))}
                </div>
              </section>
            ))}
          </div>
          <Ends columns={shown.columns.filter(({ status }) => status.needs === 'nobody')} />
        </>
      )}
    </div>
  );
};

export const Board = ({ profile }: { profile: string }) => (
  <section className={styles.screen} aria-labelledby="board-heading">
    <Asked question={useAsk('kyc_board', { profile })} what="the KYC board">
      {(board) => <BoardFrame profile={profile} board={board} />}
    </Asked>
  </section>
);
