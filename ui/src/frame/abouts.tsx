// What the items of the status bar say when they are opened.

import type { ReactNode } from 'react';
import { Heading } from 'react-aria-components';
import { count } from '../format/count';
import { useAct } from '../ipc/act';
import type { ReceiverView } from '../ipc/bindings/ReceiverView';
import type { SimulatorView } from '../ipc/bindings/SimulatorView';
import { Button } from '../parts/Button';
import { Copy } from '../parts/Copy';
import { Fact, Facts } from '../parts/Facts';
import { Time } from '../parts/Time';
import styles from './abouts.module.css';

/** The path is a secret: shown in part, copied whole. */
const shownUrl = (url: string): string => url.replace(/(\/hooks\/.{4}).+$/, '$1…');

const Address = ({ url }: { url: string }) => (
  <>
    <code>{shownUrl(url)}</code> <Copy text={url} what="the address with its secret path" />
  </>
);

export const TunnelAbout = ({ receiver }: { receiver: ReceiverView }) => (
  <>
    <Heading slot="title">No tunnel is set up</Heading>
    <p className={styles.words}>
      Nothing outside this machine can deliver here. Deliveries are taken at the local address
      alone.
    </p>
    <Facts>
      <Fact name="Local address">
        <Address url={receiver.localUrl} />
      </Fact>
    </Facts>
  </>
);

export const ReceiverAbout = (props: { receiver: ReceiverView; children: ReactNode }) => {
  const { receiver } = props;
  return (
    <>
      <Heading slot="title">Webhooks</Heading>
      <p className={styles.words}>{receiver.detail}</p>
      <Facts>
        <Fact name="Taken at">
          <Address url={receiver.localUrl} />
        </Fact>
        <Fact name="Last delivery">
          {receiver.lastDelivery ? <Time at={receiver.lastDelivery} form="full" /> : 'none yet'}
        </Fact>
        <Fact name="Last verified">
          {receiver.lastVerified ? <Time at={receiver.lastVerified} form="full" /> : 'none yet'}
        </Fact>
        <Fact name="Verified">{count(receiver.verified)} since the start</Fact>
        <Fact name="Refused">{count(receiver.refused)} kept in quarantine</Fact>
        <Fact name="Turned away">{count(receiver.turnedAway)} beyond the quota, unread</Fact>
        <Fact name="Answered 503">{count(receiver.unavailable)} could not be stored</Fact>
      </Facts>
      <div className={styles.actions}>{props.children}</div>
    </>
  );
};

export const ApiAbout = () => (
  <>
    <Heading slot="title">Cedar’s API is not connected</Heading>
    <p className={styles.words}>
      Nothing here was confirmed by a read. What stands on a timeline is what senders said: the mark
      tells how far that can be trusted.
    </p>
  </>
);

export const SimulatorAbout = ({ simulator }: { simulator: SimulatorView }) => {
  const start = useAct('start_simulator');
  const stop = useAct('stop_simulator');
  const isRunning = simulator.state === 'running';
  const act = isRunning ? stop : start;
  return (
    <>
      <Heading slot="title">Simulator</Heading>
      <p className={styles.words}>{simulator.detail}</p>
      {act.error ? (
        <p className={styles.failed} role="alert">
          {act.error.message}
        </p>
      ) : null}
      <div className={styles.actions}>
        <Button onPress={() => act.mutate({})} isDisabled={act.isPending}>
          {isRunning ? 'Stop sending' : 'Start sending'}
        </Button>
      </div>
    </>
  );
};
