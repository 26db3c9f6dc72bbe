// Step 3: where the profile's server is. Live has a documented one; a sandbox's is asked for.

import { useAsk } from '../../ipc/ask';
import type { ProfileStatus } from '../../ipc/bindings/ProfileStatus';
import { Asked } from '../../parts/Asked';
import { Button } from '../../parts/Button';
import { ServerForm } from '../server/ServerForm';
import { StepPage } from './StepPage';
import styles from './steps.module.css';

const LEADS: Record<ProfileStatus['environment'], string> = {
  live: 'Cedar documents one address for its live server. It stands here already.',
  sandbox:
    'The sandbox’s address is not public. Cedar tells it to its partners: enter it as it was told.',
  simulator: 'The simulator has a server of its own.',
};

type Props = { profile: ProfileStatus; onDone: () => void };

export const StepServer = ({ profile, onDone }: Props) => {
  const { name, environment, api } = profile;
  const isSet = api.state !== 'not_set_up';
  return (
    <StepPage name="Server" lead={LEADS[environment]}>
      <Asked question={useAsk('profile_settings', { profile: name })} what="the server">
        {({ server }) => <ServerForm profile={name} environment={environment} server={server} />}
      </Asked>
      <p className={styles.words}>
        Key and secret will be bound to this server’s scheme, host and port, and never be sent to
        another one.
      </p>
      <div className={styles.acts}>
        <Button weight={isSet ? 'primary' : 'plain'} isDisabled={!isSet} onPress={onDone}>
          Go on
        </Button>
      </div>
    </StepPage>
  );
};
