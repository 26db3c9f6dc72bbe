// The timeline of everything or of one subject: live, page by page, with what people wrote.

import { Inbox, ListTree, PenLine, Radar } from 'lucide-react';
import { useState } from 'react';
import type { RowKind } from '../../ipc/bindings/RowKind';
import type { Show } from '../../ipc/bindings/Show';
import { useNavigation } from '../../navigation/Navigation';
import type { Only, Place } from '../../navigation/place';
import { placeOfSubject, subjectLabel } from '../../navigation/subject';
import { Button } from '../../parts/Button';
import { Chips } from '../../parts/Chips';
import { GapFacts } from '../../parts/gaps/GapFacts';
import { GapsNotDrawn } from '../../parts/gaps/GapsNotDrawn';
import { useGapLines } from '../../parts/gaps/useGapLines';
import { timelineColumns, useColumns } from '../../parts/list/columns';
import { Inspector } from '../../parts/list/Inspector';
import { Legend } from '../../parts/list/Legend';
import { ListBody } from '../../parts/list/ListBody';
import { ListHead } from '../../parts/list/ListHead';
import styles from '../../parts/list/ListScreen.module.css';
import { placeOfRow } from '../../parts/list/placeOfRow';
import { useListScreen } from '../../parts/list/useListScreen';
import { NoteComposer } from '../../parts/notes/NoteComposer';
import { Empty } from '../../parts/State';
import { SubjectFacts } from './SubjectFacts';
import { SubjectField } from './SubjectField';
import { SubjectStatus } from './SubjectStatus';
import { statusOf, useSubjectFacts } from './useSubjectFacts';

type Which = Show | Only;

const GAPS: Place = { at: 'way-in', view: 'gaps' };

const WHICH: { id: Which; label: string }[] = [
  { id: 'all', label: 'All' },
  { id: 'verified', label: 'Verified' },
  { id: 'refused', label: 'Refused' },
  { id: 'reads', label: 'Reads' },
  { id: 'people', label: 'People' },
];
const KINDS: Record<Only, readonly RowKind[]> = {
  people: ['note', 'decision', 'setting', 'intent', 'outcome'],
  reads: ['observation'],
};
const ICONS = { people: PenLine, reads: Radar } as const;

const isOnly = (which: Which): which is Only => which === 'people' || which === 'reads';

const EMPTY: Record<Which, readonly [title: string, words: string]> = {
  all: ['Nothing has come in yet', 'Each delivery stands here as soon as it is on disk.'],
  verified: ['Nothing verified yet', 'Deliveries whose hash matches stand here.'],
  refused: ['Nothing refused', 'Whatever can’t be verified is kept here, with the reason.'],
  reads: ['Nothing was read yet', 'Each call of the API stands here, with what it showed.'],
  people: [
    'Nobody wrote or decided anything',
    'Notes, decisions, settings and requests stand here.',
  ],
};

const Nothing = ({ which, held }: { which: Which; held: number }) => {
  const [title, words] = EMPTY[which];
  const Icon = isOnly(which) ? ICONS[which] : Inbox;
  if (isOnly(which) && held > 0) {
    const title = which === 'people' ? 'No person’s row' : 'No call of the API';
    return (
      <Empty icon={Icon} title={`${title} among the newest ${held}`}>
        Older rows were not looked at yet: “Older”, below, reads on.
      </Empty>
    );
  }
  return (
    <Empty icon={Icon} title={title}>
      {words}
    </Empty>
  );
};

type Props = { profile: string; place: Extract<Place, { at: 'timeline' }> };

export const Timeline = ({ profile, place }: Props) => {
  const { go, replace } = useNavigation();
  const { subject, show } = place;
  const which: Which = place.only ?? show;
  const screen = useListScreen(
    { name: 'list_timeline', asked: { profile, subject, show } },
    place.only ? KINDS[place.only] : null,
  );
  const { list, rows, row } = screen;
  const gaps = useGapLines({ profile, subject, screen, isOff: place.only !== undefined });
  const facts = useSubjectFacts(profile, subject);
  const merchant = subject?.startsWith('merchant:') ? subject.slice('merchant:'.length) : null;
  const [, transaction] = /^transaction:([0-9]+)$/.exec(subject ?? '') ?? [];
  const [isFactsOpen, setIsFactsOpen] = useState(false);

  const openSubject = (key: string) => go(placeOfSubject(key));
  const columns = useColumns(timelineColumns, rows, openSubject);
  const openEntry = (sequence: number) => go({ at: 'delivery', sequence });
  const open = (key: string) => {
    const chosen = rows.find((one) => String(one.sequence) === key);
    const place = key.startsWith('gap ') ? GAPS : placeOfRow(chosen);
    if (place) {
      go(place);
    }
  };
  const choose = (chosen: Which) =>
    replace(
      isOnly(chosen)
        ? { at: 'timeline', subject, show: 'all', only: chosen }
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
          {merchant ? (
            <Button weight="quiet" onPress={() => go({ at: 'merchant', number: merchant })}>
              Merchant page
            </Button>
          ) : null}
          {transaction ? (
            <Button weight="quiet" onPress={() => go({ at: 'transaction', number: transaction })}>
              Transaction page
            </Button>
          ) : null}
          {subject ? (
            <Button
              weight="quiet"
              onPress={() => {
                screen.point(null);
                setIsFactsOpen(true);
              }}
            >
              <ListTree size={14} aria-hidden="true" />
              Facts
            </Button>
          ) : null}
          <SubjectField />
        </ListHead>
        {subject && list.newest.data ? (
          <SubjectStatus rows={list.held.rows} fact={statusOf(facts)} />
        ) : null}
        {list.newest.data ? <GapsNotDrawn question={gaps.question} isCut={gaps.isCut} /> : null}
        <ListBody
          screen={screen}
          drawn={{ lines: gaps.lines, gaps: gaps.shown }}
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
        isOpen={gaps.gap !== null || (subject !== null && isFactsOpen)}
        otherwise={
          gaps.gap ? (
            <GapFacts profile={profile} gap={gaps.gap} hasList />
          ) : subject ? (
            <SubjectFacts profile={profile} subject={subject} question={facts} />
          ) : (
            <Legend />
          )
        }
        onOpen={open}
        onSubject={openSubject}
        onEntry={openEntry}
        onClose={() => {
          screen.point(null);
          setIsFactsOpen(false);
        }}
      />
    </div>
  );
};
