// The timeline of everything or of one subject: live, page by page, with what people wrote.

import { Inbox, PenLine } from 'lucide-react';
import type { RowKind } from '../../ipc/bindings/RowKind';
import type { Show } from '../../ipc/bindings/Show';
import { useNavigation } from '../../navigation/Navigation';
import type { Place } from '../../navigation/place';
import { subjectLabel } from '../../navigation/subject';
import { Chips } from '../../parts/Chips';
import { timelineColumns, useColumns } from '../../parts/list/columns';
import { Inspector } from '../../parts/list/Inspector';
import { Legend } from '../../parts/list/Legend';
import { ListBody } from '../../parts/list/ListBody';
import { ListHead } from '../../parts/list/ListHead';
import styles from '../../parts/list/ListScreen.module.css';
import { useListScreen } from '../../parts/list/useListScreen';
import { NoteComposer } from '../../parts/notes/NoteComposer';
import { Empty } from '../../parts/State';
import { SubjectField } from './SubjectField';
import { SubjectStatus } from './SubjectStatus';

type Which = Show | 'people';

const WHICH: { id: Which; label: string }[] = [
  { id: 'all', label: 'All' },
  { id: 'verified', label: 'Verified' },
  { id: 'refused', label: 'Refused' },
  { id: 'people', label: 'People' },
];
const PEOPLE: readonly RowKind[] = ['note', 'decision', 'setting'];

const EMPTY: Record<Which, readonly [title: string, words: string]> = {
  all: ['Nothing has come in yet', 'Each delivery stands here as soon as it is on disk.'],
  verified: ['Nothing verified yet', 'Deliveries whose hash matches stand here.'],
  refused: ['Nothing refused', 'Whatever can’t be verified is kept here, with the reason.'],
  people: ['Nobody wrote or decided anything', 'Notes, decisions and settings stand here.'],
};

const Nothing = ({ which, held }: { which: Which; held: number }) => {
  const [title, words] = EMPTY[which];
  if (which === 'people' && held > 0) {
    return (
      <Empty icon={PenLine} title={`No person’s row among the newest ${held}`}>
        Older rows were not looked at yet: “Older”, below, reads on.
      </Empty>
    );
  }
  return (
    <Empty icon={which === 'people' ? PenLine : Inbox} title={title}>
      {words}
    </Empty>
  );
};

type Props = { profile: string; place: Extract<Place, { at: 'timeline' }> };

export const Timeline = ({ profile, place }: Props) => {
  const { go, replace } = useNavigation();
  const { subject, show } = place;
  const which: Which = place.people ? 'people' : show;
  const screen = useListScreen(
    { name: 'list_timeline', asked: { profile, subject, show } },
    place.people ? PEOPLE : null,
  );
  const { list, rows, row } = screen;

  const openSubject = (key: string) => go({ at: 'timeline', subject: key, show: 'all' });
  const columns = useColumns(timelineColumns, rows, openSubject);
  const openEntry = (sequence: number) => go({ at: 'delivery', sequence });
  const open = (key: string) => {
    const chosen = rows.find((one) => String(one.sequence) === key);
    const entry = chosen?.kind === 'delivery' ? chosen.sequence : chosen?.about;
    if (entry) {
      openEntry(entry);
    }
  };
  const choose = (chosen: Which) =>
    replace(
      chosen === 'people'
        ? { at: 'timeline', subject, show: 'all', people: true }
        : { at: 'timeline', subject, show: chosen },
    );
  return (
    <div className={styles.screen}>
      <section className={styles.list} aria-labelledby="list-heading">
        <ListHead
          screen={screen}
          title={subject ? subjectLabel(subject) : 'Timeline'}
          hasBack={subject !== null}
          chips={<Chips label="Which rows" options={WHICH} chosen={which} onChoose={choose} />}
        >
          <SubjectField />
        </ListHead>
        {subject && list.newest.data ? <SubjectStatus rows={list.held.rows} /> : null}
        <ListBody
          screen={screen}
          label="Timeline"
          what="the timeline"
          columns={columns}
          empty={<Nothing which={which} held={list.held.rows.length} />}
          onOpen={open}
        />
        {subject ? (
          <div className={styles.note}>
            <NoteComposer
              key={subject}
              profile={profile}
              about={{ subject, entry: null, label: subjectLabel(subject) }}
            />
          </div>
        ) : null}
      </section>
      <Inspector
        profile={profile}
        row={row}
        otherwise={<Legend />}
        onOpen={open}
        onSubject={openSubject}
        onEntry={openEntry}
        onClose={() => screen.point(null)}
      />
    </div>
  );
};
