// One observation of the ledger: a call of the API, as it went.

import { ArrowLeft } from 'lucide-react';
import { useAsk } from '../../ipc/ask';
import type { CallView } from '../../ipc/bindings/CallView';
import { useKeys } from '../../keyboard/useKeys';
import { useNavigation } from '../../navigation/Navigation';
import { Asked } from '../../parts/Asked';
import { Button } from '../../parts/Button';
import { CallResult } from '../../parts/call/CallResult';
import { Effect } from '../../parts/Effect';
import { Failed } from '../../parts/State';
import styles from './Observation.module.css';

const Page = ({ call }: { call: CallView }) => {
  const { go, back } = useNavigation();
  useKeys('delivery', { 'place.back': back });
  return (
    <article className={styles.page} data-testid="observation">
      <header className={styles.head}>
        <Button weight="quiet" aria-label="Back" onPress={back}>
          <ArrowLeft size={16} aria-hidden="true" />
        </Button>
        <h1>{call.label}</h1>
        <Effect effect={call.effect} />
        <span className={styles.room} />
        <Button onPress={() => go({ at: 'settings', section: 'api', operation: call.operation })}>
          The operation
        </Button>
      </header>
      <div className={styles.content}>
        <CallResult call={call} onEntry={(sequence) => go({ at: 'observation', sequence })} />
      </div>
    </article>
  );
};

type Props = { profile: string; sequence: number };

export const Observation = ({ profile, sequence }: Props) => {
  const call = useAsk('get_observation', { profile, sequence });
  if (call.error?.code === 'not_found' && !call.data) {
    return (
      <Failed
        title={`Entry ${sequence} is no call of this ledger`}
        error={call.error}
        onAgain={() => void call.refetch()}
      />
    );
  }
  return (
    <Asked question={call} what="the call">
      {(view) => <Page call={view} />}
    </Asked>
  );
};
