// How many of each day's deliveries were verified: a bar a day, and the same in words.

import { VisuallyHidden } from 'react-aria-components';
import { count } from '../format/count';
import { dayOfYear } from '../format/time';
import type { DayRate } from '../ipc/bindings/DayRate';
import styles from './MatchRate.module.css';

const HEIGHT_PX = 48;
const BAR_PX = 12;
const STEP_PX = 18;
/** A day on which nothing matched still has something to see. */
const PART_PX_MIN = 2;

/** "98.4 %"; rounded down, so that only a whole day is ever called 100 %. */
const percent = (verified: number, kept: number): string =>
  kept === 0 ? 'none' : `${Math.floor((verified * 1000) / kept) / 10} %`;

const Bar = ({ day, at }: { day: DayRate; at: number }) => {
  const whole = day.kept === 0 ? 0 : (day.verified / day.kept) * HEIGHT_PX;
  const missing = HEIGHT_PX - whole;
  const refused = day.verified < day.kept ? Math.max(missing, PART_PX_MIN) : 0;
  return (
    <g transform={`translate(${at * STEP_PX} 0)`}>
      <title>{`${dayOfYear(day.day)}: ${percent(day.verified, day.kept)}`}</title>
      <rect
        className={styles.verified}
        y={refused}
        width={BAR_PX}
        height={Math.max(HEIGHT_PX - refused, 0)}
        rx="1"
      />
      {refused > 0 ? (
        <rect
          className={styles.refused}
          x=".5"
          y=".5"
          width={BAR_PX - 1}
          height={Math.max(refused - 1, 1)}
        />
      ) : null}
    </g>
  );
};

export const MatchRate = ({ days }: { days: DayRate[] }) => {
  const [latest] = days;
  if (!latest) {
    return <p className={styles.soft}>No delivery yet: each day will have a bar here.</p>;
  }
  const oldestFirst = [...days].reverse();
  const width = days.length * STEP_PX;
  return (
    <figure className={styles.figure}>
      <figcaption>
        <strong className={styles.rate}>{percent(latest.verified, latest.kept)}</strong>
        <span className={styles.soft}>
          {count(latest.verified)} of {count(latest.kept)} verified on {dayOfYear(latest.day)}
        </span>
      </figcaption>
      <svg
        width={width}
        height={HEIGHT_PX}
        viewBox={`0 0 ${width} ${HEIGHT_PX}`}
        aria-hidden="true"
      >
        {oldestFirst.map((day, index) => (
          <Bar key={day.day} day={day} at={index} />
        ))}
      </svg>
      <p className={styles.key} aria-hidden="true">
        <span className={styles.keyVerified} /> verified <span className={styles.keyRefused} /> held
        or refused
      </p>
      <VisuallyHidden>
        <table>
          <caption>Verified deliveries a day</caption>
          <tbody>
            {days.map(({ day, verified, kept }) => (
              <tr key={day}>
                <th scope="row">{dayOfYear(day)}</th>
                <td>{`${percent(verified, kept)}, ${verified} of ${kept}`}</td>
              </tr>
            ))}
          </tbody>
        </table>
      </VisuallyHidden>
    </figure>
  );
};
