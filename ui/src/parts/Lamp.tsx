// A light of four shapes: a shape and a word beside it, never colour alone.

import styles from './Lamp.module.css';

/** ○ off, ● good, ▲ a person must look, ■ failing. */
export type Light = 'off' | 'good' | 'look' | 'bad';

export const Lamp = ({ light }: { light: Light }) => (
  <svg
    className={styles.lamp}
    data-light={light}
    viewBox="0 0 8 8"
    width="8"
    height="8"
    aria-hidden="true"
  >
    {light === 'off' ? <circle cx="4" cy="4" r="3.25" fill="none" stroke="currentColor" /> : null}
    {light === 'good' ? <circle cx="4" cy="4" r="3.5" fill="currentColor" /> : null}
    {light === 'look' ? <path d="M4 .5 7.75 7.5H.25z" fill="currentColor" /> : null}
    {light === 'bad' ? <rect x=".75" y=".75" width="6.5" height="6.5" fill="currentColor" /> : null}
  </svg>
);
