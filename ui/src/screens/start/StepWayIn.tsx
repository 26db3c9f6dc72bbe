// Step 6: where deliveries are taken on this machine, and what has to lead there.

import { useAct } from '../../ipc/act';
import { useAsk } from '../../ipc/ask';
import type { ProfileSettings } from '../../ipc/bindings/ProfileSettings';
import type { ProfileStatus } from '../../ipc/bindings/ProfileStatus';
import { ActButton } from '../../parts/ActButton';
import { ActFailed } from '../../parts/ActFailed';
import { Asked } from '../../parts/Asked';
import { Button } from '../../parts/Button';
import { Copy } from '../../parts/Copy';
import { Fact, Facts } from '../../parts/Facts';
import { SecretAddress } from '../../parts/SecretAddress';
import { StepPage } from './StepPage';
import styles from './steps.module.css';

/** "127.0.0.1:40217" of the whole address; empty if it is none. */
const hostOf = (url: string): string => URL.parse(url)?.host ?? '';
const pathOf = (url: string): string => URL.parse(url)?.pathname ?? '';

const Address = ({ settings, url }: { settings: ProfileSettings; url: string }) => {
  const change = useAct('change_profile', ['profile_settings']);
  const { name, title, answer200WhenStored } = settings;
  const host = hostOf(url);
  return (
    <>
      <Facts>
        <Fact name="Whole address">
          <SecretAddress url={url} />
        </Fact>
        <Fact name="Host and port">
          <code>{host}</code> <Copy text={host} what="host and port" />
          {settings.listen === '' ? ', another port at each start' : ', the same at each start'}
        </Fact>
        <Fact name="Secret path">
          <code>{pathOf(url).replace(/^(\/hooks\/.{4}).+$/, '$1…')}</code>{' '}
          <Copy text={pathOf(url)} what="the secret path" />
        </Fact>
      </Facts>
      <ActFailed error={change.error} />
      {settings.listen === '' ? (
        <div>
          <ActButton
            isDisabled={change.isPending}
            onPress={() =>
              change.mutate({
                profile: name,
                title,
                listen: host,
                answer200WhenStored,
                renewPath: false,
              })
            }
          >
            Keep {host} at each start
          </ActButton>
        </div>
      ) : null}
    </>
  );
};

type Props = { profile: ProfileStatus; onDone: () => void };

export const StepWayIn = ({ profile, onDone }: Props) => {
  const question = useAsk('profile_settings', { profile: profile.name });
  const isListening = profile.receiver.state === 'listening';
  return (
    <StepPage
      name="Way in"
      lead="Deliveries are taken at this address, on this machine alone. Whoever does not know its
        path gets nothing but a 404."
    >
      <Asked question={question} what="where it listens">
        {(settings) =>
          settings.localUrl && isListening ? (
            <Address settings={settings} url={settings.localUrl} />
          ) : (
            <p role="alert" className={styles.bad}>
              It takes no deliveries now. {profile.receiver.detail}
            </p>
          )
        }
      </Asked>
      <p className={styles.words}>
        Cedar reaches a public https address only, and this version has no tunnel of its own. Let
        one that you run (cloudflared, ngrok, ssh) lead to host and port, and keep the path as it
        is: your public address followed by the secret path is what the platform needs. Without one
        you can go on, and see what arrives on this machine.
      </p>
      <div className={styles.acts}>
        <Button weight="primary" isDisabled={!isListening} onPress={onDone}>
          Go on
        </Button>
      </div>
    </StepPage>
  );
};
