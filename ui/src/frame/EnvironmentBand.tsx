// Three pixels over the whole window: which money this is.

import type { Environment } from '../ipc/bindings/Environment';
import styles from './EnvironmentBand.module.css';

export const EnvironmentBand = ({ environment }: { environment: Environment }) => (
  <div
    className={styles.band}
    data-environment={environment}
    data-testid="environment-band"
    aria-hidden="true"
  />
);
