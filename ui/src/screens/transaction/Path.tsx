// The path of a transaction: where it stands, and how long each step took, as far as that is known.

import {
  Circle,
  CircleCheck,
  CircleDot,
  CircleHelp,
  CircleSlash,
  type LucideIcon,
} from 'lucide-react';
import { full, lasted, span } from '../../format/time';
import type { PathStep } from '../../ipc/bindings/PathStep';
import type { StepPlace } from '../../ipc/bindings/StepPlace';
import part from '../../parts/Section.module.css';
import { Time } from '../../parts/Time';
import { useNow } from '../../parts/useNow';
import styles from './Transaction.module.css';

/** Minutes are shown at the finest, so once a half minute is enough. */
const EVERY_MS = 30_000;

const PLACES: Record<StepPlace, { icon: LucideIcon; word: string }> = {
  done: { icon: CircleCheck, word: 'done' },
  now: { icon: CircleDot, word: 'now' },
  not_seen: { icon: CircleHelp, word: 'not seen' },
  ahead: { icon: Circle, word: 'to come' },
  never: { icon: CircleSlash, word: 'not reached' },
};

/** "12 min", or "1 to 12 min" where it began or ended between two reads. */
const took = ({ leastS, mostS }: PathStep): string | null => {
  const least = leastS === null ? null : lasted(leastS);
  const most = mostS === null ? null : lasted(mostS);
  if (least !== null && most !== null) {
    return least === most ? `took ${least}` : `took ${least} to ${most}`;
  }
  if (least !== null) {
    return `took ${least} at least`;
  }
  return most === null ? null : `took ${most} at most`;
};

const Since = ({ step }: { step: PathStep }) => {
  const { at, notBefore, isExact } = step;
  if (at === null) {
    return null;
  }
  const how = isExact
    ? 'An event told of it then.'
    : notBefore === null
      ? 'A read showed it then; when it began is not known.'
      : `It began between ${full(notBefore)} and ${full(at)}; nothing tells when.`;
  return (
    <span className={styles.took} title={how}>
      {isExact ? '' : 'by '}
      <Time at={at} />
    </span>
  );
};

const Step = ({ step, now }: { step: PathStep; now: Date }) => {
  const { icon: Icon, word } = PLACES[step.place];
  const isNow = step.place === 'now';
  const isOver = took(step);
  return (
    <li
      className={styles.step}
      data-place={step.place}
      aria-current={isNow ? 'step' : undefined}
      data-testid="step"
    >
      <span className={styles.stepHead}>
        <Icon className={styles.icon} size={14} role="img" aria-label={word} />
        <bdi>{step.word}</bdi>
      </span>
      <Since step={step} />
      {isNow && step.at ? (
        <span className={styles.took}>
          {step.isExact ? '' : '≥ '}
          {span(step.at, now)} in it
        </span>
      ) : isOver ? (
        <span className={styles.took}>{isOver}</span>
      ) : null}
      {step.medianS !== null ? (
        <span
          className={styles.took}
          title={`Half of ${step.medianOf} of this profile’s transactions left it within that.`}
        >
          yours: {lasted(step.medianS)} median
        </span>
      ) : null}
      {step.place === 'not_seen' ? <span className={styles.took}>nothing tells of it</span> : null}
    </li>
  );
};

export const Path = ({ path }: { path: PathStep[] }) => {
  const now = useNow(EVERY_MS);
  return (
    <section className={part.section} aria-labelledby="path-heading" data-testid="path">
      <h2 id="path-heading">Path</h2>
      <ol className={styles.path}>
        {path.map((step) => (
          <Step key={step.word} step={step} now={now} />
        ))}
      </ol>
    </section>
  );
};
