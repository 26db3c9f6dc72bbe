// The status bar: what works and since when; each item opens what it speaks of.

import type { ReactNode } from 'react';
import { Button as AriaButton, Dialog, DialogTrigger, Popover } from 'react-aria-components';
import { count } from '../format/count';
import { age } from '../format/time';
import type { ProfileStatus } from '../ipc/bindings/ProfileStatus';
import { useNavigation } from '../navigation/Navigation';
import { Button } from '../parts/Button';
import { useNow } from '../parts/useNow';
import { ApiAbout, ReceiverAbout, SimulatorAbout, TunnelAbout } from './abouts';
import styles from './StatusBar.module.css';

/** ○ off, ● good, ▲ a person must look, ■ failing: a shape and a word, never colour alone. */
type Light = 'off' | 'good' | 'look' | 'bad';

const Lamp = ({ light }: { light: Light }) => (
  <svg className={styles.lamp} data-light={light} viewBox="0 0 8 8" width="8" height="8">
    <title>{light}</title>
    {light === 'off' ? <circle cx="4" cy="4" r="3.25" fill="none" stroke="currentColor" /> : null}
    {light === 'good' ? <circle cx="4" cy="4" r="3.5" fill="currentColor" /> : null}
    {light === 'look' ? <path d="M4 .5 7.75 7.5H.25z" fill="currentColor" /> : null}
    {light === 'bad' ? <rect x=".75" y=".75" width="6.5" height="6.5" fill="currentColor" /> : null}
  </svg>
);

type ItemProps = { name: string; light: Light; children: ReactNode };

const Words = ({ name, light, children }: ItemProps) => (
  <>
    <span className={styles.name}>{name}</span>
    <Lamp light={light} />
    <span>{children}</span>
  </>
);

const Item = ({ about, ...words }: ItemProps & { about: ReactNode }) => (
  <DialogTrigger>
    <AriaButton className={styles.item}>
      <Words {...words} />
    </AriaButton>
    <Popover className={styles.popover} placement="top start" offset={6}>
      <Dialog className={styles.about} aria-label={words.name}>
        {about}
      </Dialog>
    </Popover>
  </DialogTrigger>
);

const ledgerLight: Record<ProfileStatus['ledger']['state'], Light> = {
  good: 'good',
  full: 'bad',
  failing: 'bad',
  damaged: 'bad',
};

const ledgerWords = ({ state, entries }: ProfileStatus['ledger']): string =>
  state === 'good' ? count(entries) : `${state}, ${count(entries)}`;

export const StatusBar = ({ profile }: { profile: ProfileStatus }) => {
  const now = useNow();
  const { go } = useNavigation();
  const { receiver, ledger, simulator } = profile;
  const isTaking = receiver.state === 'listening';
  const ago = receiver.lastDelivery ? age(receiver.lastDelivery, now) : null;
  const last = ago === null ? 'none yet' : ago === 'just now' ? 'one just now' : `last ${ago}`;
  return (
    <footer className={styles.bar}>
      <Item name="Tunnel" light="off" about={<TunnelAbout receiver={receiver} />}>
        not set up
      </Item>
      <Item
        name="Webhooks"
        light={isTaking ? 'good' : 'bad'}
        about={
          <ReceiverAbout receiver={receiver}>
            <Button slot="close" onPress={() => go({ at: 'deliveries', show: 'refused' })}>
              Show what was refused
            </Button>
          </ReceiverAbout>
        }
      >
        {isTaking ? `${last}, ${count(receiver.refused)} refused` : 'not listening'}
      </Item>
      <Item name="API" light="off" about={<ApiAbout />}>
        not connected
      </Item>
      {profile.environment === 'simulator' ? (
        <Item
          name="Simulator"
          light={
            simulator.state === 'running' ? 'good' : simulator.state === 'failed' ? 'bad' : 'off'
          }
          about={<SimulatorAbout simulator={simulator} />}
        >
          {simulator.state === 'running' ? 'sending' : simulator.state}
        </Item>
      ) : null}
      <span className={styles.room} />
      <AriaButton
        className={styles.item}
        data-testid="ledger-status"
        onPress={() => go({ at: 'audit' })}
      >
        <Words name="Ledger" light={ledgerLight[ledger.state]}>
          {ledgerWords(ledger)}
        </Words>
      </AriaButton>
    </footer>
  );
};
