// Says that connecting a profile was left before its end, and leads back to it.

import { ListChecks } from 'lucide-react';
import type { ProfileStatus } from '../ipc/bindings/ProfileStatus';
import { useNavigation } from '../navigation/Navigation';
import { Button } from '../parts/Button';
import { Notice } from '../parts/Notice';
import { useDraft, writeDraft } from '../screens/start/draft';

export const SetUpNotice = ({ open }: { open: ProfileStatus }) => {
  const draft = useDraft();
  const { go } = useNavigation();
  if (draft?.profile !== open.name) {
    return null;
  }
  return (
    <Notice icon={ListChecks} tone="plain" label="Connecting is not finished">
      <span>Connecting {open.title} is not finished.</span>
      <Button weight="quiet" onPress={() => go({ at: 'connect' })}>
        Go on
      </Button>
      <Button weight="quiet" onPress={() => writeDraft(null)}>
        It is finished
      </Button>
    </Notice>
  );
};
