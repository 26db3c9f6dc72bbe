// What the marks mean, where no row is looked at.

import { MARKS, Mark } from '../Mark';
import { PersonMark } from '../PersonMark';
import styles from './Inspector.module.css';

export const Legend = () => (
  <div className={styles.legend}>
    <h2 className={styles.label}>What the marks mean</h2>
    <dl>
      {Object.entries(MARKS).map(([mark, { meaning }]) => (
        <div key={mark}>
          <dt>
            <Mark mark={mark as keyof typeof MARKS} />
          </dt>
          <dd>{meaning}</dd>
        </div>
      ))}
      <div>
        <dt>
          <PersonMark word="note, decision, setting" />
        </dt>
        <dd>A person wrote, decided or set it here.</dd>
      </div>
      <div>
        <dt>
          <PersonMark word="intent, outcome" />
        </dt>
        <dd>A person asked the partner for it here; what became of that.</dd>
      </div>
    </dl>
    <p className={styles.hint}>
      <kbd>j</kbd> <kbd>k</kbd> move, <kbd>Enter</kbd> opens, <kbd>?</kbd> shows every key.
    </p>
  </div>
);
