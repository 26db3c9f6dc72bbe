// The desk: what waits for a person, the oldest deadline first; opened, worked through, live.

import { Inbox, RotateCw } from 'lucide-react';
import { useState } from 'react';
import { useAct } from '../../ipc/act';
import { useAsk } from '../../ipc/ask';
import type { DeskItemView } from '../../ipc/bindings/DeskItemView';
import type { DeskView } from '../../ipc/bindings/DeskView';
import { useNavigation } from '../../navigation/Navigation';
import { ActButton } from '../../parts/ActButton';
import { Asked } from '../../parts/Asked';
import { Chips } from '../../parts/Chips';
import { Behind } from '../../parts/catalog/Behind';
import { ObjectInspector } from '../../parts/catalog/ObjectInspector';
import { DataGrid } from '../../parts/DataGrid';
import listStyles from '../../parts/list/ListScreen.module.css';
import { Empty } from '../../parts/State';
import { ApprovalDrawer } from '../approval/ApprovalDrawer';
import { DESK_COLUMNS } from './columns';
import styles from './Desk.module.css';
import { DeskFacts } from './DeskFacts';
import { DeskHead } from './DeskHead';
import { approvalOf, DESK_KINDS, itemWords } from './kinds';
import { placeOf } from './placeOf';
import { SettleDialog } from './SettleDialog';
import { useDeskList } from './useDeskList';

type Shown = 'waiting' | 'postponed';

const Nothing = ({ shown, desk }: { shown: Shown; desk: DeskView }) =>
  shown === 'postponed' ? (
    <Empty icon={Inbox} title="Nothing is postponed" />
  ) : (
    <Empty icon={Inbox} title="Nothing waits for you">
      Quotes to approve, deposits to confirm, unknown outcomes and contradictions stand here.
      {desk.isWhole ? '' : ' The API’s lists were not read yet, so older ones may be missing.'}
    </Empty>
  );

export const Desk = ({ profile }: { profile: string }) => {
  const { go } = useNavigation();
  const [shown, setShown] = useState<Shown>('waiting');
  const [open, setOpen] = useState<DeskItemView | null>(null);
  const question = useAsk('list_desk', { profile });
  const fill = useAct('fill_desk', ['list_desk']);
  const desk = question.data;
  const list = useDeskList(shown === 'waiting' ? desk?.items : desk?.postponed, shown);
  const openItem = (id: string) => {
    const item = list.rows.find(({ subject }) => subject === id)?.item;
    const place = item ? placeOf(item) : null;
    if (place) {
      go(place);
    } else if (item) {
      list.point(id);
      setOpen(item);
    }
  };
  const action = open ? approvalOf(open) : null;
  const next = open ? list.approvalAfter(open.id) : null;
  const close = () => {
    setOpen(null);
    list.catchUp(open?.id ?? null);
  };
  return (
    <div className={listStyles.screen}>
      <section className={listStyles.list} aria-labelledby="list-heading">
        <header className={styles.head}>
          <h1 id="list-heading" ref={list.heading} tabIndex={-1} className={styles.title}>
            Desk
          </h1>
          <Chips
            label="Which"
            options={[
              { id: 'waiting', label: `Waiting ${desk?.total ?? ''}`.trim() },
              { id: 'postponed', label: `Postponed ${desk?.postponed.length ?? ''}`.trim() },
            ]}
            chosen={shown}
            onChoose={setShown}
          />
          <Behind isBehind={list.isBehind} onShow={list.showNow} />
          <span className={styles.room} />
          {desk ? <DeskHead desk={desk} error={fill.error} /> : null}
          <ActButton
            isDisabled={desk?.isFilling ?? true}
            onPress={() => fill.mutate({ profile })}
            data-testid="fill-desk"
          >
            <RotateCw size={14} aria-hidden="true" />
            Read the lists
          </ActButton>
        </header>
        <Asked question={question} what="the desk">
          {(answer) => (list.isEmpty ? <Nothing shown={shown} desk={answer} /> : null)}
        </Asked>
        {list.rows.length > 0 && !list.isEmpty ? (
          <DataGrid
            label="Desk"
            columns={DESK_COLUMNS}
            rows={list.rows}
            keyOf={({ subject }) => subject}
            textOf={({ item }) => itemWords(item)}
            attributesOf={({ item }) => ({
              'data-item': item.id,
              'data-kind': item.kind,
              'data-subject': item.subject?.key ?? '',
            })}
            cursor={list.cursor}
            onCursor={list.point}
            onOpen={openItem}
            frameRef={list.frame}
          />
        ) : null}
      </section>
      <ObjectInspector
        hasRow={list.item !== null}
        openLabel={list.item ? DESK_KINDS[list.item.kind].open : 'Open'}
        onOpen={() => openItem(list.cursor ?? '')}
        onClose={() => list.point(null)}
        otherwise={
          <p>
            What waits for a person. <kbd>Enter</kbd> opens it; a second <kbd>Enter</kbd> closes it
            again.
          </p>
        }
      >
        {list.item ? <DeskFacts item={list.item} /> : null}
      </ObjectInspector>
      {open?.subject && action ? (
        <ApprovalDrawer
          subject={open.subject.key}
          action={action}
          onClose={close}
          next={next ? { label: itemWords(next), onNext: () => setOpen(next) } : null}
        />
      ) : null}
      {open && action === null ? (
        <SettleDialog profile={profile} item={open} onClose={close} />
      ) : null}
    </div>
  );
};
