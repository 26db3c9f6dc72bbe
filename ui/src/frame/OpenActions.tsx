// Actions whose outcome is not known, from every screen: how many, which, and the way to each.

import { useAsk } from '../ipc/ask';
import type { ActionView } from '../ipc/bindings/ActionView';
import { useNavigation } from '../navigation/Navigation';
import { ActionStateWord } from '../parts/call/ActionStateWord';
import { Link } from '../parts/Link';
import { Time } from '../parts/Time';
import styles from './OpenActions.module.css';
import { StatusItem } from './StatusItem';

const List = ({ actions }: { actions: readonly ActionView[] }) => {
  const { go } = useNavigation();
  return (
    <div className={styles.about}>
      <p>
        What was asked of Cedar and is not settled. Each is looked up until it is, and nothing is
        sent again by itself.
      </p>
      <ol>
        {actions.map(({ action, label, object, at, state }) => (
          <li key={action} className={styles.action}>
            <Link slot="close" onPress={() => go({ at: 'action', action })}>
              {label}
              {object ? `, ${object.label.toLowerCase()}` : ''}
            </Link>
            <span className={styles.soft}>
              <ActionStateWord state={state} /> <Time at={at} />
            </span>
          </li>
        ))}
      </ol>
    </div>
  );
};

/** Nothing while none is open: the bar has no room for what is well. */
export const OpenActions = ({ profile }: { profile: string }) => {
  const open = useAsk('list_open_actions', { profile });
  const actions = open.data?.actions ?? [];
  return actions.length === 0 ? null : (
    <StatusItem
      name="Open actions"
      light="look"
      about={<List actions={actions} />}
      testId="open-actions"
    >
      {actions.length === 1 ? '1 not settled' : `${actions.length} not settled`}
    </StatusItem>
  );
};
