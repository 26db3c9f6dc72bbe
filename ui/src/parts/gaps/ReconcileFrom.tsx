// Reads from the API what changed from an instant on, and says why it can't where it can't.

import { useAct } from '../../ipc/act';
import { useAsk } from '../../ipc/ask';
import { ActButton } from '../ActButton';
import { ActFailed } from '../ActFailed';
import styles from './gaps.module.css';

type Props = { profile: string; from: string; isAgain: boolean };

export const ReconcileFrom = ({ profile, from, isAgain }: Props) => {
  const start = useAct('start_reconciliation', ['get_reconciliation', 'list_gaps']);
  const { data } = useAsk('get_reconciliation', { profile });
  const isRunning = (data?.now ?? null) !== null && !data?.now?.isBackground;
  const whyNot = isRunning ? 'One is on its way already.' : (data?.whyNot ?? null);
  return (
    <>
      <ActFailed error={start.error} />
      <ActButton
        isDisabled={start.isPending || whyNot !== null}
        onPress={() => start.mutate({ profile, from })}
      >
        {isAgain ? 'Reconcile again from here' : 'Reconcile from here'}
      </ActButton>
      {whyNot ? <p className={styles.soft}>{whyNot}</p> : null}
    </>
  );
};
