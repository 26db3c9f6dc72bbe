// Says over the table why nothing can be called now, and leads to where that is changed.

import { Unplug } from 'lucide-react';
import type { ApiView } from '../../ipc/bindings/ApiView';
import { useNavigation } from '../../navigation/Navigation';
import { Button } from '../../parts/Button';
import { Notice } from '../../parts/Notice';

export const NotReady = ({ api }: { api: ApiView }) => {
  const { go } = useNavigation();
  return (
    <Notice icon={Unplug} tone="look" label="Nothing can be called now">
      <span>Nothing can be called now. {api.detail}</span>
      {api.state === 'off' ? null : api.state === 'simulator_stopped' ? (
        <Button weight="quiet" onPress={() => go({ at: 'settings', section: 'simulator' })}>
          To the simulator
        </Button>
      ) : (
        <Button weight="quiet" onPress={() => go({ at: 'settings', section: 'server' })}>
          Server and credentials
        </Button>
      )}
    </Notice>
  );
};
