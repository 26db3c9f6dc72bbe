// The verdicts that were given on this delivery, the newest first, where there is more than one.

import type { VerdictView } from '../../ipc/bindings/VerdictView';
import { verdictWords } from '../../parts/list/verdicts';
import { Mark } from '../../parts/Mark';
import { Time } from '../../parts/Time';
import styles from './History.module.css';
import { Section } from './Section';

const when = (index: number, last: number): string =>
  index === 0 ? 'counts now' : index === last ? 'as it came in' : 'in between';

export const History = ({ verdicts }: { verdicts: VerdictView[] }) => {
  if (verdicts.length < 2) {
    return null;
  }
  const newestFirst = [...verdicts].reverse();
  return (
    <Section title="Judged more than once">
      <ol className={styles.history} aria-label="Verdicts, the newest first">
        {newestFirst.map((verdict, index) => (
          <li key={verdict.sequence} className={styles.verdict} data-now={index === 0}>
            <p className={styles.head}>
              <Mark mark={verdict.mark} word={verdictWords(verdict.code)} />
              <span className={styles.when}>{when(index, verdicts.length - 1)}</span>
              <span className={styles.soft}>
                <Time at={verdict.at} form="full" />, entry {verdict.sequence}
              </span>
            </p>
            <p className={styles.sentence}>{verdict.sentence}</p>
          </li>
        ))}
      </ol>
    </Section>
  );
};
