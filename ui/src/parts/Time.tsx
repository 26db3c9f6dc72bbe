// A time: local on the screen, UTC on hover.

import { clock, full, otherDay, utc } from '../format/time';
import styles from './Time.module.css';

type Props = { at: string; form?: 'clock' | 'full'; now?: Date };

export const Time = ({ at, form = 'clock', now = new Date() }: Props) => {
  const day = form === 'clock' ? otherDay(at, now) : null;
  return (
    <time className={styles.time} dateTime={at} title={utc(at)}>
      {day ? <span className={styles.day}>{day} </span> : null}
      {form === 'clock' ? clock(at) : full(at)}
    </time>
  );
};
