// The open action of an object, on its page: there is one at a time.

import { useAsk } from '../../ipc/ask';
import { ActionOutcome } from './ActionOutcome';
import styles from './form.module.css';

type Props = { profile: string; subject: string };

export const OpenOfSubject = ({ profile, subject }: Props) => {
  const open = useAsk('list_open_actions', { profile });
  const own = open.data?.actions.filter(({ object }) => object?.key === subject) ?? [];
  return own.length === 0 ? null : (
    <div className={styles.openOf}>
      {own.map((action) => (
        <ActionOutcome key={action.action} profile={profile} action={action} />
      ))}
    </div>
  );
};
