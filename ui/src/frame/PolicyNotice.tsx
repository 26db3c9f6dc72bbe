// Says over the desk that nothing can be approved before a policy is set, and leads to it.

import { Scale } from 'lucide-react';
import { useAsk } from '../ipc/ask';
import { useNavigation } from '../navigation/Navigation';
import { Button } from '../parts/Button';
import { Notice } from '../parts/Notice';

export const PolicyNotice = ({ profile }: { profile: string }) => {
  const { data } = useAsk('get_policy', { profile });
  const { go } = useNavigation();
  if (!data || (data.inForce !== null && data.damaged === null)) {
    return null;
  }
  return (
    <Notice icon={Scale} tone="look" label="Nothing can be approved yet">
      <span>
        {data.damaged
          ? `${data.damaged}. Nothing is approved until that is cleared up.`
          : 'No approval policy is set for this profile. Nothing is approved until one is.'}
      </span>
      <Button weight="quiet" onPress={() => go({ at: 'settings', section: 'policy' })}>
        {data.damaged ? 'Look at it' : 'Set a policy'}
      </Button>
    </Notice>
  );
};
