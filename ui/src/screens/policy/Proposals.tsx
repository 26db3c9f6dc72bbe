// What a first person wants: a second one sees what would change, and makes the very change.

import { useState } from 'react';
import { useAct } from '../../ipc/act';
import type { ActionView } from '../../ipc/bindings/ActionView';
import type { ChangeProposalView } from '../../ipc/bindings/ChangeProposalView';
import type { PolicyProposalView } from '../../ipc/bindings/PolicyProposalView';
import type { PolicyView } from '../../ipc/bindings/PolicyView';
import { useNavigation } from '../../navigation/Navigation';
import { subjectLabel } from '../../navigation/subject';
import { ActButton } from '../../parts/ActButton';
import { ActFailed } from '../../parts/ActFailed';
import { ActionOutcome } from '../../parts/form/ActionOutcome';
import { textOf } from '../../parts/form/editing';
import { newActionId } from '../../parts/form/form';
import { Link } from '../../parts/Link';
import { Part } from '../../parts/Part';
import { Time } from '../../parts/Time';
import words from '../settings/words.module.css';
import { Differences } from './Differences';
import styles from './Policy.module.css';

const TOUCHED = ['get_policy', 'list_timeline'] as const;
const MINE = 'You proposed it: another person has to.';

const Head = ({ what, one }: { what: string; one: PolicyProposalView | ChangeProposalView }) => (
  <span>
    <strong>{what}</strong>, wanted by <bdi>{one.by ?? 'somebody'}</bdi>, <Time at={one.at} />. It
    counts until <Time at={one.until} />.
  </span>
);

const OfPolicy = ({ profile, one }: { profile: string; one: PolicyProposalView }) => {
  const change = useAct('change_policy', TOUCHED);
  return (
    <li className={styles.proposal}>
      <Head what="Another approval policy" one={one} />
      <Differences lines={one.differences} label="What of the policy would change" />
      <ActFailed error={change.error} />
      {one.isMine ? (
        <span className={words.faint}>{MINE}</span>
      ) : (
        <ActButton
          weight="primary"
          isDisabled={change.isPending}
          onPress={() => change.mutate({ profile, policy: one.policy, note: '' })}
        >
          Confirm this policy
        </ActButton>
      )}
    </li>
  );
};

type DetailsProps = {
  profile: string;
  one: ChangeProposalView;
  onMade: (action: ActionView) => void;
};

const OfDetails = ({ profile, one, onMade }: DetailsProps) => {
  const { go } = useNavigation();
  const [action, setAction] = useState(newActionId);
  const make = useAct('update_subject', [...TOUCHED, 'subject_facts', 'list_details_changes']);
  if (one.change?.is !== 'details') {
    return null;
  }
  const { subject, changes } = one.change;
  const lines = changes.map(({ name, from, to }) => ({
    what: name,
    from: from === null ? 'none' : textOf(from),
    to: textOf(to),
  }));
  return (
    <>
      <Head what="Other bank details" one={one} />
      <Link onPress={() => go({ at: 'account', number: subject.split(':')[1] ?? '' })}>
        {subjectLabel(subject)}
      </Link>
      <Differences lines={lines} label="What of the account would change" />
      <ActFailed error={make.error} />
      {one.isMine ? (
        <span className={words.faint}>{MINE}</span>
      ) : (
        <ActButton
          weight="primary"
          isDisabled={make.isPending}
          onPress={() =>
            make.mutate(
              { profile, action, subject, changes },
              { onSuccess: onMade, onError: () => setAction(newActionId()) },
            )
          }
        >
          {make.isPending ? 'Sending…' : 'Make this very change'}
        </ActButton>
      )}
    </>
  );
};

const OfPath = ({ profile, one }: { profile: string; one: ChangeProposalView }) => {
  const set = useAct('override_path', [...TOUCHED, 'list_operations']);
  if (one.change?.is !== 'path') {
    return null;
  }
  const { operation, path } = one.change;
  return (
    <>
      <Head what="Another path of an operation that moves money" one={one} />
      <p>
        <code>{operation}</code>: {path === '' ? 'the table’s path again' : <code>{path}</code>}
      </p>
      <ActFailed error={set.error} />
      {one.isMine ? (
        <span className={words.faint}>{MINE}</span>
      ) : (
        <ActButton
          weight="primary"
          isDisabled={set.isPending}
          onPress={() => set.mutate({ profile, operation, path })}
        >
          Set this very path
        </ActButton>
      )}
    </>
  );
};

export const Proposals = ({ profile, view }: { profile: string; view: PolicyView }) => {
  const [made, setMade] = useState<ActionView[]>([]);
  if (view.proposal === null && view.changes.length === 0 && made.length === 0) {
    return null;
  }
  return (
    <Part
      name="Waits for a second person"
      about="Look at what would change, and make the very same, or let it run out."
    >
      <ul className={styles.proposals}>
        {view.proposal ? <OfPolicy profile={profile} one={view.proposal} /> : null}
        {view.changes.map((one) => (
          <li key={one.entry} className={styles.proposal}>
            {one.change === null ? (
              <>
                <Head what="A change of where money goes" one={one} />
                <span className={words.faint}>What it is was erased.</span>
              </>
            ) : one.change.is === 'details' ? (
              <OfDetails
                profile={profile}
                one={one}
                onMade={(action) => setMade([...made, action])}
              />
            ) : (
              <OfPath profile={profile} one={one} />
            )}
          </li>
        ))}
        {made.map((action) => (
          <li key={action.action} className={styles.proposal}>
            <span>Was made:</span>
            <ActionOutcome profile={profile} action={action} />
          </li>
        ))}
      </ul>
    </Part>
  );
};
