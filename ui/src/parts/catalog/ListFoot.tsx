// Below a list of objects: which part of it is shown, and the ways to the others.

import { count, counted } from '../../format/count';
import { Button } from '../Button';
import styles from '../list/Older.module.css';
import type { WindowOfList } from './useWindow';

type Props = {
  part: WindowOfList;
  held: number;
  /** How many there are in all, where that is known. */
  total: number | null;
  hasMore: boolean;
  onMore: () => void;
};

const which = ({ part, held, total, hasMore }: Props): string => {
  const { skipped } = part;
  const all = hasMore ? total : skipped + held;
  const of = all === null ? ', and more' : ` of ${count(all)}`;
  return skipped === 0 && !hasMore
    ? counted(held, 'row', 'rows')
    : `Rows ${count(skipped + 1)} to ${count(skipped + held)}${of}`;
};

export const ListFoot = (props: Props) => (
  <footer className={styles.foot}>
    <span>{which(props)}</span>
    <span className={styles.room} />
    {props.part.skipped > 0 ? (
      <>
        <Button weight="quiet" onPress={props.part.toFirst}>
          To the first
        </Button>
        <Button weight="quiet" onPress={props.part.earlier}>
          Earlier rows
        </Button>
      </>
    ) : null}
    {props.hasMore ? (
      <Button weight="quiet" onPress={props.onMore}>
        {props.part.isFull ? 'Next rows' : 'More rows'}
      </Button>
    ) : null}
  </footer>
);
