// Step 8: the first delivery, watched live, with the platform's test event expected for a while.

import { CircleCheck } from 'lucide-react';
import { useAsk } from '../../ipc/ask';
import type { ProfileStatus } from '../../ipc/bindings/ProfileStatus';
import { useNavigation } from '../../navigation/Navigation';
import { TIMELINE } from '../../navigation/place';
import { Button } from '../../parts/Button';
import { Time } from '../../parts/Time';
import { PlatformUrl } from '../wayIn/PlatformUrl';
import { writeDraft } from './draft';
import { ExpectTests } from './ExpectTests';
import { FirstDeliveries } from './FirstDeliveries';
import styles from './StepDelivery.module.css';
import { StepPage } from './StepPage';
import words from './steps.module.css';

export const StepDelivery = ({ profile }: { profile: ProfileStatus }) => {
  const { replace } = useNavigation();
  const url = useAsk('get_way_in', { profile: profile.name }).data?.platformUrl ?? null;
  const { lastVerified } = profile.receiver;
  const finish = () => {
    writeDraft(null);
    replace(TIMELINE);
  };
  return (
    <StepPage
      name="First delivery"
      lead="Now let Cedar send something, and see here how it is judged."
    >
      <ol className={words.list}>
        <li>
          In the Partners Platform open API › API Webhooks, choose all four events, and enter{' '}
          {url ? 'exactly this URL. Save.' : 'your public address with the secret path. Save.'}
          {url ? <PlatformUrl url={url} /> : null}
        </li>
        <li>
          Expect the platform’s tests here. Mock data may be signed with the real secret and bear a
          real id; what comes meanwhile is marked as a test and changes no fact.
          <ExpectTests profile={profile} />
        </li>
        <li>Under API › API Webhook Logs send a test event, or replay one.</li>
      </ol>
      <FirstDeliveries profile={profile} />
      <div className={styles.end} role="status" data-testid="first-delivery">
        {lastVerified ? (
          <>
            <CircleCheck size={16} aria-hidden="true" />
            <span>
              A delivery was verified at <Time at={lastVerified} />. The way in works.
            </span>
          </>
        ) : null}
      </div>
      <div className={words.acts}>
        <Button weight={lastVerified ? 'primary' : 'plain'} onPress={finish}>
          {lastVerified ? 'Open the timeline' : 'Finish and wait on the timeline'}
        </Button>
      </div>
    </StepPage>
  );
};
