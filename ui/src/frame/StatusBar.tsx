// The status bar: what works and since when; each item opens what it speaks of.

import type { ConsoleStatus } from '../ipc/bindings/ConsoleStatus';
import type { ProfileStatus } from '../ipc/bindings/ProfileStatus';
import { useNavigation } from '../navigation/Navigation';
import { KEYRING_STATES } from '../parts/keyringWords';
import { useNow } from '../parts/useNow';
import { ApiAbout } from './abouts/ApiAbout';
import { KeyringAbout } from './abouts/KeyringAbout';
import { ReceiverAbout } from './abouts/ReceiverAbout';
import { SimulatorAbout } from './abouts/SimulatorAbout';
import { Drafts } from './Drafts';
import { OpenActions } from './OpenActions';
import { Reconciling } from './Reconciling';
import styles from './StatusBar.module.css';
import { StatusItem } from './StatusItem';
import { saidOfApi, saidOfLedger, saidOfSimulator, saidOfWebhooks } from './statusWords';

type Props = { status: ConsoleStatus; open: ProfileStatus };

export const StatusBar = ({ status, open }: Props) => {
  const now = useNow();
  const { go } = useNavigation();
  const { ledger, simulator, wayIn } = open;
  const webhooks = saidOfWebhooks(open, now);
  const api = saidOfApi(open.api);
  const keyring = KEYRING_STATES[status.keyring.state];
  const sender = saidOfSimulator(simulator);
  const tree = saidOfLedger(ledger);
  return (
    <footer className={styles.bar}>
      <StatusItem
        name="Webhooks"
        light={webhooks.light}
        about={<ReceiverAbout profile={open} />}
        testId="webhooks-status"
      >
        {webhooks.words}
      </StatusItem>
      <StatusItem
        name="API"
        light={api.light}
        about={<ApiAbout profile={open} />}
        testId="api-status"
      >
        {api.words}
      </StatusItem>
      {open.environment === 'simulator' ? (
        <StatusItem
          name="Simulator"
          light={sender.light}
          about={<SimulatorAbout profile={open} />}
          testId="simulator-status"
        >
          {sender.words}
        </StatusItem>
      ) : null}
      <Reconciling now={wayIn.reconciling} />
      <OpenActions profile={open.name} />
      <Drafts profile={open.name} />
      <span className={styles.room} />
      <StatusItem
        name="Keyring"
        light={keyring.light}
        about={<KeyringAbout keyring={status.keyring} />}
        testId="keyring-status"
      >
        {keyring.words}
      </StatusItem>
      <StatusItem
        name="Ledger"
        light={tree.light}
        onPress={() => go({ at: 'audit' })}
        testId="ledger-status"
      >
        {tree.words}
      </StatusItem>
    </footer>
  );
};
