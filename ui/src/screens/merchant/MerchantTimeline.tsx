// The timeline of a merchant within its page, with the way to the whole of it.

import { Inbox } from 'lucide-react';
import { useNavigation } from '../../navigation/Navigation';
import { placeOfSubject } from '../../navigation/subject';
import { Button } from '../../parts/Button';
import { timelineColumns, useColumns } from '../../parts/list/columns';
import { ListBody } from '../../parts/list/ListBody';
import { LiveState } from '../../parts/list/LiveState';
import { placeOfRow } from '../../parts/list/placeOfRow';
import { useListScreen } from '../../parts/list/useListScreen';
import { Empty } from '../../parts/State';
import styles from './Merchant.module.css';

type Props = { profile: string; subject: string };

export const MerchantTimeline = ({ profile, subject }: Props) => {
  const { go } = useNavigation();
  const screen = useListScreen({
    name: 'list_timeline',
    asked: { profile, subject, show: 'all' },
  });
  const { rows } = screen;
  const columns = useColumns(timelineColumns, rows, (key) => go(placeOfSubject(key)));
  const open = (key: string) => {
    const chosen = rows.find((one) => String(one.sequence) === key);
    const place = placeOfRow(chosen);
    if (place) {
      go(place);
    }
  };
  return (
    <section className={styles.timeline} aria-labelledby="merchant-timeline">
      <header className={styles.sectionHead}>
        <h2 id="merchant-timeline" ref={screen.heading} tabIndex={-1}>
          Timeline
        </h2>
        <LiveState
          following={screen.following}
          waiting={screen.list.waiting}
          onNewest={screen.showNewest}
        />
        <span className={styles.room} />
        <Button weight="quiet" onPress={() => go({ at: 'timeline', subject, show: 'all' })}>
          The whole timeline
        </Button>
      </header>
      <div className={styles.rows}>
        <ListBody
          screen={screen}
          label="Timeline"
          what="the timeline"
          columns={columns}
          empty={
            <Empty icon={Inbox} title="Nothing is known of it yet">
              What comes in, what is read and what people do of it stands here.
            </Empty>
          }
          onOpen={open}
        />
      </div>
    </section>
  );
};
