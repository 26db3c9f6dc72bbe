// One action by its id: what was asked for, and what became of it.

import { FileQuestion } from 'lucide-react';
import { useAsk } from '../../ipc/ask';
import type { SubjectView } from '../../ipc/bindings/SubjectView';
import { useNavigation } from '../../navigation/Navigation';
import type { Place } from '../../navigation/place';
import { placeOfSubject } from '../../navigation/subject';
import { Asked } from '../../parts/Asked';
import { Button } from '../../parts/Button';
import { ActionOutcome } from '../../parts/form/ActionOutcome';
import { PageHead } from '../../parts/PageHead';
import { Empty } from '../../parts/State';
import styles from './Action.module.css';

const placeOf = ({ key, kind }: SubjectView): Place => {
  const number = key.slice(key.indexOf(':') + 1);
  switch (kind) {
    case 'merchant':
      return { at: 'merchant', number };
    case 'receiver_account':
      return { at: 'account', number };
    case 'transaction':
      return placeOfSubject(key);
  }
};

type Props = { profile: string; action: string };

export const Action = ({ profile, action }: Props) => {
  const { go } = useNavigation();
  const found = useAsk('get_action', { profile, action });
  return (
    <article className={styles.page}>
      <Asked question={found} what="the action">
        {({ action: told }) =>
          told === null ? (
            <Empty icon={FileQuestion} title="There is no such action in this ledger" />
          ) : (
            <>
              <PageHead title={told.label}>
                {told.object ? (
                  <Button onPress={() => told.object && go(placeOf(told.object))}>
                    Open {told.object.label.toLowerCase()}
                  </Button>
                ) : null}
              </PageHead>
              <div className={styles.content}>
                <ActionOutcome profile={profile} action={told} />
              </div>
            </>
          )
        }
      </Asked>
    </article>
  );
};
