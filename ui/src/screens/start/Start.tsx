// The first screen: two doors of equal size.

import { ArrowRight, FlaskConical, Landmark } from 'lucide-react';
import { useEffect } from 'react';
import icon from '../../../../icons/icon.svg';
import { LockedNotice } from '../../frame/LockedNotice';
import { useAct } from '../../ipc/act';
import type { ConsoleStatus } from '../../ipc/bindings/ConsoleStatus';
import { useNavigation } from '../../navigation/Navigation';
import { ActButton } from '../../parts/ActButton';
import { ActFailed } from '../../parts/ActFailed';
import { Button } from '../../parts/Button';
import { Mark } from '../../parts/Mark';
import { useDraft } from './draft';
import styles from './Start.module.css';

const SIMULATED = [
  'A day of merchants, receiver accounts and transactions, signed by a sender of its own',
  'A tampered and a forged delivery now and then, to see them refused',
  'Everything stays on this machine',
];
const CONNECTED = [
  'Your name, a profile for Live or Sandbox, its server and credentials, tested',
  'Its webhook secret in the keyring of this computer',
  'A way in that proves itself, and which fields a hash must cover',
  'A first delivery, watched live, with help if none comes',
];

const List = ({ lines }: { lines: string[] }) => (
  <ul className={styles.lines}>
    {lines.map((line) => (
      <li key={line}>{line}</li>
    ))}
  </ul>
);

export const Start = ({ status }: { status: ConsoleStatus }) => {
  const start = useAct('start_simulator');
  const { go } = useNavigation();
  const draft = useDraft();
  const isKnown = status.profiles.some((profile) => profile.environment === 'simulator');
  useEffect(() => {
    document.title = 'Partner Console';
  }, []);
  return (
    <main className={styles.screen}>
      <LockedNotice status={status} />
      <header className={styles.header}>
        <img src={icon} alt="" width="48" height="48" />
        <div>
          <h1>Partner Console</h1>
          <p>
            Cedar’s webhooks, verified with reasons and kept. It never shows more than it knows.
          </p>
        </div>
      </header>
      <div className={styles.doors}>
        <section className={styles.door} aria-labelledby="door-simulator">
          <FlaskConical size={20} strokeWidth={1.5} aria-hidden="true" />
          <h2 id="door-simulator">See it at work</h2>
          <List lines={SIMULATED} />
          <ActFailed error={start.error} />
          <div className={styles.foot}>
            <ActButton
              weight="primary"
              data-testid="try-simulator"
              isDisabled={start.isPending}
              onPress={() => start.mutate({})}
            >
              {start.isPending ? 'Starting the simulator…' : 'Try it with the simulator'}
              <ArrowRight size={14} aria-hidden="true" />
            </ActButton>
            <span className={styles.aside}>
              {isKnown ? 'Goes on with the ledger it has' : 'One click; events move within seconds'}
            </span>
          </div>
        </section>
        <section className={styles.door} aria-labelledby="door-cedar">
          <Landmark size={20} strokeWidth={1.5} aria-hidden="true" />
          <h2 id="door-cedar">Work with your own account</h2>
          <List lines={CONNECTED} />
          <div className={styles.foot}>
            <Button
              weight="primary"
              data-testid="connect-cedar"
              onPress={() => go({ at: 'connect' })}
            >
              Connect to Cedar
              <ArrowRight size={14} aria-hidden="true" />
            </Button>
            <span className={styles.aside}>
              {draft
                ? 'Goes on where it was left'
                : 'Eight short steps; it can be left and resumed at any of them'}
            </span>
          </div>
        </section>
      </div>
      <footer className={styles.below}>
        <span className={styles.marks}>
          <Mark mark="received" />
          <Mark mark="hash_matches" />
          <Mark mark="confirmed" />
          <Mark mark="refused" />
        </span>
        <span>Version {status.version}</span>
      </footer>
    </main>
  );
};
