// Keys as they are printed on a keyboard.

import { Fragment } from 'react';
import styles from './Keys.module.css';
import { presses } from './keymap';

export const Keys = ({ keys }: { keys: string }) => (
  <span className={styles.keys}>
    {presses(keys).map((press, index) => (
      <Fragment key={press.join('+')}>
        {index > 0 ? <span className={styles.then}>then</span> : null}
        {press.map((part) => (
          <kbd key={part}>{part}</kbd>
        ))}
      </Fragment>
    ))}
  </span>
);
