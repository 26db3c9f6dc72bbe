// Drafts of forms from every screen: which, from when, and the way to each.

import { useAsk } from '../ipc/ask';
import { useNavigation } from '../navigation/Navigation';
import type { Place } from '../navigation/place';
import { Link } from '../parts/Link';
import { Time } from '../parts/Time';
import styles from './OpenActions.module.css';
import { StatusItem } from './StatusItem';

type Named = { label: string; place: Place };

/** The form that a draft is of; none if no form here has such a draft. */
const formOf = (key: string): Named | null => {
  const [kind, first = '', owner = ''] = key.split(':');
  const number = first === 'new' ? null : first;
  switch (kind) {
    case 'merchant':
      return {
        label: number === null ? 'New merchant' : `Edit merchant ${number}`,
        place: { at: 'merchant-form', number },
      };
    case 'account':
      return {
        label:
          number === null
            ? `New receiver account${owner ? ` of merchant ${owner}` : ''}`
            : `Edit receiver account ${number}`,
        place: { at: 'account-form', number, owner: owner || null },
      };
    case 'transaction': {
      const [, , of, from = null] = key.split(':');
      const [merchant, account] = [of === 'merchant' ? from : null, of === 'account' ? from : null];
      const whose = from === null ? '' : ` of ${of} ${from}`;
      const place = { at: 'transaction-form', kind: null, merchant, account } as const;
      return { label: `New transaction${whose}`, place };
    }
    case 'onboarding':
      return number === null
        ? null
        : { label: `Onboarding of merchant ${number}`, place: { at: 'onboarding', number } };
    default:
      return null;
  }
};

/** Nothing while there is none. */
export const Drafts = ({ profile }: { profile: string }) => {
  const { go } = useNavigation();
  const drafts = useAsk('list_drafts', { profile });
  const rows = (drafts.data?.drafts ?? []).flatMap((draft) => {
    const form = formOf(draft.key);
    return form ? [{ ...draft, ...form }] : [];
  });
  return rows.length === 0 ? null : (
    <StatusItem
      name="Drafts"
      light="off"
      about={
        <div className={styles.about}>
          <p>What was typed in a form and not sent. It is kept on this machine alone.</p>
          <ol>
            {rows.map(({ key, label, place, savedAt, problem }) => (
              <li key={key} className={styles.action}>
                <Link slot="close" onPress={() => go(place)}>
                  {label}
                </Link>
                <span className={styles.soft}>
                  {savedAt ? <Time at={savedAt} /> : `It can’t be read: ${problem}`}
                </span>
              </li>
            ))}
          </ol>
        </div>
      }
      testId="drafts"
    >
      {String(rows.length)}
    </StatusItem>
  );
};
