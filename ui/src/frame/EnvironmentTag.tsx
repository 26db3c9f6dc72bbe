// The environment as a word on its own ground: colour, pattern and word say the same.

import type { Environment } from '../ipc/bindings/Environment';
import styles from './EnvironmentTag.module.css';
import { ENVIRONMENTS } from './environments';

export const EnvironmentTag = ({ environment }: { environment: Environment }) => (
  <span className={styles.word} data-environment={environment}>
    {ENVIRONMENTS[environment].word}
  </span>
);
