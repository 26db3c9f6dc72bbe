// Step 6: how deliveries come in from outside, and where they are taken on this machine.

import { useAsk } from '../../ipc/ask';
import type { ProfileStatus } from '../../ipc/bindings/ProfileStatus';
import { Asked } from '../../parts/Asked';
import { Button } from '../../parts/Button';
import { LocalAddress } from '../../parts/wayIn/LocalAddress';
import { isProven } from '../../parts/wayIn/states';
import { SetUp } from '../wayIn/SetUp';
import { StepPage } from './StepPage';
import styles from './steps.module.css';

type Props = { profile: ProfileStatus; onDone: () => void };

export const StepWayIn = ({ profile, onDone }: Props) => {
  const question = useAsk('profile_settings', { profile: profile.name });
  const isListening = profile.receiver.state === 'listening';
  const proven = isProven(profile.wayIn.state);
  return (
    <StepPage
      name="Way in"
      lead="Cedar reaches a public https address only. This console keeps a way from there to this
        machine, and tests all the while that a delivery would arrive."
    >
      <SetUp profile={profile} isWhole={false} />
      <section className={styles.section} aria-label="On this machine">
        <h3>On this machine</h3>
        <p className={styles.words}>
          Deliveries are taken at this address, on this machine alone. Whoever does not know its
          path gets nothing but a 404.
        </p>
        <Asked question={question} what="where it listens">
          {(settings) =>
            settings.localUrl && isListening ? (
              <LocalAddress settings={settings} url={settings.localUrl} />
            ) : (
              <p role="alert" className={styles.bad}>
                It takes no deliveries now. {profile.receiver.detail}
              </p>
            )
          }
        </Asked>
      </section>
      <div className={styles.acts}>
        <Button weight={proven ? 'primary' : 'plain'} isDisabled={!isListening} onPress={onDone}>
          Go on
        </Button>
        {proven ? null : (
          <span className={styles.words}>
            It can be set up later as well: until then only what arrives on this machine is seen.
          </span>
        )}
      </div>
    </StepPage>
  );
};
