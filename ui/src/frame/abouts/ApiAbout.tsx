// What the status bar says of Cedar's API.

import { Heading } from 'react-aria-components';
import styles from './abouts.module.css';

export const ApiAbout = () => (
  <>
    <Heading slot="title">Cedar’s API is not connected</Heading>
    <p className={styles.words}>
      Nothing here was confirmed by a read. What stands on a timeline is what senders said: the mark
      tells how far that can be trusted.
    </p>
  </>
);
