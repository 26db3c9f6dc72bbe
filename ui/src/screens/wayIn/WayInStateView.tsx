// The state of the way in: what it is and why, how it is set up, what can be done, what happened.

import { EyeOff, House, Unplug } from 'lucide-react';
import { useAsk } from '../../ipc/ask';
import type { ProfileStatus } from '../../ipc/bindings/ProfileStatus';
import type { WayInSetup } from '../../ipc/bindings/WayInSetup';
import type { WayInView } from '../../ipc/bindings/WayInView';
import { useStatus } from '../../ipc/useStatus';
import { useNavigation } from '../../navigation/Navigation';
import { Asked } from '../../parts/Asked';
import { Button } from '../../parts/Button';
import { Fact, Facts } from '../../parts/Facts';
import { Lamp } from '../../parts/Lamp';
import { Empty } from '../../parts/State';
import { SECRET_STATES } from '../../parts/secretWords';
import { useNow } from '../../parts/useNow';
import { StateLine } from '../../parts/wayIn/StateLine';
import { WAY_IN_STATES } from '../../parts/wayIn/states';
import { History } from './History';
import { awaitsPerson, Fingerprint, HostKey } from './HostKey';
import { NewUrl } from './NewUrl';
import { PlatformUrl } from './PlatformUrl';
import { Switches } from './Prove';
import { PROVIDERS } from './providers';
import { ReasonNotice } from './ReasonNotice';
import { RemoveWayIn } from './RemoveWayIn';
import styles from './wayIn.module.css';

const SetupFacts = ({ setup }: { setup: WayInSetup }) => {
  switch (setup.provider) {
    case 'ssh':
      return (
        <>
          <Fact name="Host">
            <code>
              {setup.user}@{setup.host}:{setup.port}
            </code>
          </Fact>
          <Fact name="Forwarded port">
            <code>127.0.0.1:{setup.listenPort}</code> on the host
          </Fact>
          <Fact name="Public URL">
            <code>{setup.publicUrl}</code>
          </Fact>
        </>
      );
    case 'ngrok':
      return (
        <Fact name="Domain">
          {setup.domain === '' ? 'the account’s own, or a random one' : <code>{setup.domain}</code>}
        </Fact>
      );
    case 'command':
      return (
        <>
          <Fact name="Command">
            <code>{setup.argv.join(' ')}</code>
          </Fact>
          <Fact name="Its URL">
            {setup.publicUrl === '' ? (
              <>
                found by <code>{setup.urlPattern}</code>
              </>
            ) : (
              <code>{setup.publicUrl}</code>
            )}
          </Fact>
        </>
      );
    case 'own_url':
      return (
        <Fact name="Public URL">
          <code>{setup.publicUrl}</code>
        </Fact>
      );
  }
};

type SetUpAsProps = { profile: string; view: WayInView; setup: WayInSetup };

const SetUpAs = ({ profile, view, setup }: SetUpAsProps) => {
  const { go } = useNavigation();
  const mode = useStatus().data?.mode;
  const readers = view.choices.find(({ provider }) => provider === setup.provider)?.readers ?? [];
  const secret =
    setup.provider === 'ssh' ? view.key : setup.provider === 'ngrok' ? view.token : null;
  return (
    <section className={styles.part} aria-label="How it is set up">
      <h3>How it is set up</h3>
      <Facts>
        <Fact name="Way in">{PROVIDERS[setup.provider].name}</Fact>
        <SetupFacts setup={setup} />
        {view.hostKeyPinned ? (
          <Fact name="Trusted key">
            <Fingerprint hostKey={view.hostKeyPinned} what="the trusted fingerprint" />
          </Fact>
        ) : null}
        {secret ? (
          <Fact name={setup.provider === 'ssh' ? 'Our key' : 'Token'}>
            <span className={styles.lamp}>
              <Lamp light={SECRET_STATES[secret].light} /> {SECRET_STATES[secret].word}
            </span>
          </Fact>
        ) : null}
        <Fact name="Seen by">{readers.join(' ')}</Fact>
        <Fact name="For the platform">
          {view.platformUrl ? (
            <PlatformUrl url={view.platformUrl} />
          ) : mode === 'operator' ? (
            'known once there is a session'
          ) : (
            'not told to an auditor: whoever has it can send here'
          )}
        </Fact>
      </Facts>
      <div className={styles.acts}>
        <Button onPress={() => go({ at: 'way-in', view: 'set-up' })}>Change it…</Button>
        <RemoveWayIn profile={profile} />
      </div>
    </section>
  );
};

const Whole = ({ profile, view }: { profile: ProfileStatus; view: WayInView }) => {
  const now = useNow();
  const { go } = useNavigation();
  const { setup, badge } = view;
  if (badge.state === 'not_watched' && !setup) {
    return (
      <Empty icon={EyeOff} title="It is not watched from here">
        {WAY_IN_STATES.not_watched.means}
      </Empty>
    );
  }
  if (badge.state === 'not_needed') {
    return (
      <Empty icon={House} title="None is needed here">
        The simulator sends on this machine. A profile of your own account has a way in.
      </Empty>
    );
  }
  if (!setup) {
    return (
      <Empty
        icon={Unplug}
        title="No way in is set up"
        action={
          <Button weight="primary" onPress={() => go({ at: 'way-in', view: 'set-up' })}>
            Set it up
          </Button>
        }
      >
        Cedar sends to a public https address. A way in leads from there to this machine, is tested
        all the while, and shows when a delivery could not have arrived.
      </Empty>
    );
  }
  return (
    <div className={styles.content}>
      <StateLine badge={badge} now={now} />
      <HostKey profile={profile.name} view={view} />
      <NewUrl profile={profile.name} view={view} />
      {awaitsPerson(view) ? null : <ReasonNotice badge={badge} now={now} />}
      <Switches profile={profile.name} view={view} />
      <SetUpAs profile={profile.name} view={view} setup={setup} />
      <History history={view.history} />
    </div>
  );
};

export const WayInStateView = ({ profile }: { profile: ProfileStatus }) => (
  <Asked question={useAsk('get_way_in', { profile: profile.name })} what="the way in">
    {(view) => <Whole profile={profile} view={view} />}
  </Asked>
);
