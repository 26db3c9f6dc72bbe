// What the status bar says of the tunnel.

import { Heading } from 'react-aria-components';
import type { ReceiverView } from '../../ipc/bindings/ReceiverView';
import { Fact, Facts } from '../../parts/Facts';
import { SecretAddress } from '../../parts/SecretAddress';
import styles from './abouts.module.css';

export const TunnelAbout = ({ receiver }: { receiver: ReceiverView }) => (
  <>
    <Heading slot="title">No tunnel is set up</Heading>
    <p className={styles.words}>
      The console has no way in of its own yet. Deliveries are taken at the local address; a tunnel
      that you run yourself can lead to it.
    </p>
    <Facts>
      <Fact name="Local address">
        <SecretAddress url={receiver.localUrl} />
      </Fact>
    </Facts>
  </>
);
