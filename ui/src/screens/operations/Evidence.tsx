// How well an operation's path and method are known, and by what.

import type { OperationView } from '../../ipc/bindings/OperationView';
import { Fact, Facts } from '../../parts/Facts';
import { Mark } from '../../parts/Mark';
import { Time } from '../../parts/Time';
import { GRADES } from './grades';
import styles from './Operations.module.css';

export const Evidence = ({ operation }: { operation: OperationView }) => {
  const { method, path, pathGrade, methodGrade, overridePath, confirmedAt } = operation;
  return (
    <section className={styles.part} aria-label="Path and evidence">
      <Facts>
        <Fact name="Table’s path">
          <code>
            {method} {path}
          </code>
        </Fact>
        {overridePath === null ? null : (
          <Fact name="In use">
            <code>
              {method} {overridePath}
            </code>{' '}
            this profile’s own
          </Fact>
        )}
        <Fact name="Path">
          {GRADES[pathGrade].letter}, {GRADES[pathGrade].word}:{' '}
          <span className={styles.soft}>{GRADES[pathGrade].meaning}</span>
        </Fact>
        <Fact name="Method">
          {GRADES[methodGrade].letter}, {GRADES[methodGrade].word}:{' '}
          <span className={styles.soft}>{GRADES[methodGrade].meaning}</span>
        </Fact>
        <Fact name="Here">
          {confirmedAt ? (
            <>
              <Mark mark="confirmed" /> a call by the path in use worked at{' '}
              <Time at={confirmedAt} form="full" />
            </>
          ) : (
            'not confirmed: no call by the path in use has worked at this profile’s server'
          )}
        </Fact>
      </Facts>
    </section>
  );
};
