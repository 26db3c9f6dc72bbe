// Proposes a change of where money goes to a second person, where the policy takes two.

import { useState } from 'react';
import { useAct } from '../ipc/act';
import type { WantedChange } from '../ipc/bindings/WantedChange';
import { useNavigation } from '../navigation/Navigation';
import { ActButton } from './ActButton';
import { ActFailed } from './ActFailed';
import { Field } from './Field';
import { newActionId } from './form/form';
import { Link } from './Link';
import styles from './ProposeChange.module.css';

type Props = { profile: string; change: WantedChange };

export const ProposeChange = ({ profile, change }: Props) => {
  const [note, setNote] = useState('');
  const [action, setAction] = useState(newActionId);
  const { go } = useNavigation();
  const propose = useAct('propose_change', ['get_policy', 'list_timeline']);
  if (propose.isSuccess) {
    return (
      <p className={styles.done} role="status">
        It is proposed, and nothing was changed yet. Another operator makes it from{' '}
        <Link onPress={() => go({ at: 'settings', section: 'policy' })}>the approval policy</Link>.
      </p>
    );
  }
  return (
    <div className={styles.propose}>
      <Field name="note" label="Why (optional)" value={note} onChange={setNote} />
      <ActFailed error={propose.error} />
      <ActButton
        weight="primary"
        isDisabled={propose.isPending}
        onPress={() =>
          propose.mutate(
            { profile, action, change, note },
            { onError: () => setAction(newActionId()) },
          )
        }
      >
        {propose.isPending ? 'Proposing…' : 'Propose to a second person'}
      </ActButton>
    </div>
  );
};
