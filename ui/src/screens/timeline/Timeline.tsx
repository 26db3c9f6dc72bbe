// The timeline of everything or of one subject, and the list of deliveries: live, page by page.

import { useNavigation } from '../../navigation/Navigation';
import { deliveryColumns, timelineColumns } from './columns';
import { Inspector } from './Inspector';
import { ListState } from './ListState';
import { Older } from './Older';
import { Rows } from './Rows';
import { SubjectStatus } from './SubjectStatus';
import styles from './Timeline.module.css';
import { Toolbar } from './Toolbar';
import { type TimelinePlace, useListScreen } from './useListScreen';

export const Timeline = ({ profile, place }: { profile: string; place: TimelinePlace }) => {
  const { go } = useNavigation();
  const screen = useListScreen(profile, place);
  const { list, rows, cursor } = screen;
  const { held, newest } = list;

  const openSubject = (key: string) => go({ at: 'timeline', subject: key, show: 'all' });
  const open = (key: string) => {
    const chosen = rows.find((one) => String(one.sequence) === key);
    if (chosen?.kind === 'delivery') {
      go({ at: 'delivery', sequence: chosen.sequence });
    }
  };
  const isTimeline = place.at === 'timeline';
  const columns = (isTimeline ? timelineColumns : deliveryColumns)(rows, openSubject);
  return (
    <div className={styles.screen}>
      <section className={styles.list} aria-labelledby="list-heading">
        <Toolbar
          place={place}
          headingRef={screen.heading}
          following={screen.following}
          waiting={list.waiting}
          onNewest={screen.showNewest}
        />
        {screen.subject && newest.data ? <SubjectStatus rows={rows} /> : null}
        <ListState newest={newest} show={place.show} isEmpty={rows.length === 0} />
        {rows.length > 0 ? (
          <Rows
            label={isTimeline ? 'Timeline' : 'Deliveries'}
            columns={columns}
            rows={rows}
            freshFrom={held.freshFrom}
            cursor={cursor}
            onCursor={screen.point}
            onOpen={open}
            frameRef={screen.frame}
          />
        ) : null}
        {rows.length > 0 || held.next !== null ? (
          <Older
            held={rows.length}
            hasOlder={held.next !== null}
            isDetached={held.detached}
            isReading={list.isReadingOlder}
            failed={list.olderFailed}
            onOlder={() => void list.older()}
            onNewest={screen.showNewest}
          />
        ) : null}
      </section>
      <Inspector
        row={rows.find((one) => String(one.sequence) === cursor) ?? null}
        onOpen={open}
        onSubject={openSubject}
        onEntry={(sequence) => go({ at: 'delivery', sequence })}
        onClose={() => screen.point(null)}
      />
    </div>
  );
};
