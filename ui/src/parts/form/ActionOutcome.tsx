// What became of what a person asked the partner for; an unknown outcome is decided on here.

import { CircleHelp } from 'lucide-react';
import { useState } from 'react';
import { useAct } from '../../ipc/act';
import type { ActionDecision } from '../../ipc/bindings/ActionDecision';
import type { ActionView } from '../../ipc/bindings/ActionView';
import { useNavigation } from '../../navigation/Navigation';
import { ActButton } from '../ActButton';
import { Confirm } from '../Confirm';
import { ActionStateWord } from '../call/ActionStateWord';
import { Field } from '../Field';
import { Link } from '../Link';
import { Time } from '../Time';
import { Candidates } from './Candidates';
import styles from './form.module.css';

type Asked = { decision: ActionDecision; words: string };

/** Asks for the person's word, with a note, and gives it to the ledger. */
const Decide = ({
  profile,
  action,
  asked,
  onClose,
}: {
  profile: string;
  action: ActionView;
  asked: Asked | null;
  onClose: () => void;
}) => {
  const [note, setNote] = useState('');
  const resolve = useAct('resolve_action', [
    'get_action',
    'list_open_actions',
    'list_timeline',
    'subject_facts',
  ]);
  return (
    <Confirm
      isOpen={asked !== null}
      title={asked?.words ?? ''}
      act="Say so"
      weight="primary"
      isPending={resolve.isPending}
      error={resolve.error}
      onAct={() => {
        if (asked) {
          resolve.mutate(
            { profile, action: action.action, decision: asked.decision, note },
            { onSuccess: onClose },
          );
        }
      }}
      onClose={onClose}
    >
      <p>It is written into the ledger as your word, and can’t be taken back.</p>
      <Field name="note" label="How you know (optional)" value={note} onChange={setNote} rows={2} />
    </Confirm>
  );
};

type Props = { profile: string; action: ActionView };

/** No read tells whether a file came whose URL never did, so nothing is read and none decides. */
const UnknownUpload = ({ action }: Pick<Props, 'action'>) => (
  <>
    <p className={styles.unknown} role="status">
      <CircleHelp size={16} aria-hidden="true" />
      Whether Cedar has the file is not known; its URL never came. Upload the document again.
    </p>
    <p className={styles.about} dir="auto">
      {action.detail}
    </p>
  </>
);

const Unknown = ({ profile, action }: Props) => {
  const [asked, setAsked] = useState<Asked | null>(null);
  const { candidates, mayBeDenied, mayBeAffirmed, object } = action;
  return (
    <>
      <p className={styles.unknown} role="status">
        <CircleHelp size={16} aria-hidden="true" />
        We do not know yet whether Cedar received this. Reading until we do.
      </p>
      <p className={styles.about} dir="auto">
        {action.detail}
      </p>
      {candidates.length > 0 ? (
        <Candidates
          action={action}
          onThis={({ subject }) =>
            setAsked({
              decision: { is: 'this', subject: subject.key },
              words: `It made ${subject.label.toLowerCase()}?`,
            })
          }
        />
      ) : null}
      <div className={styles.acts}>
        {mayBeAffirmed && object ? (
          <ActButton
            onPress={() =>
              setAsked({
                decision: { is: 'this', subject: object.key },
                words: `It happened to ${object.label.toLowerCase()}?`,
              })
            }
          >
            It happened…
          </ActButton>
        ) : null}
        <ActButton
          isDisabled={!mayBeDenied}
          onPress={() =>
            setAsked({ decision: { is: 'did_not_happen' }, words: 'It did not happen?' })
          }
        >
          It did not happen…
        </ActButton>
        {mayBeDenied ? null : (
          <span className={styles.about}>
            That it did not happen can be said once two reads, five minutes apart, show nothing.
          </span>
        )}
      </div>
      <Decide profile={profile} action={action} asked={asked} onClose={() => setAsked(null)} />
    </>
  );
};

export const ActionOutcome = ({ profile, action }: Props) => {
  const { go } = useNavigation();
  const { state, observation } = action;
  return (
    <section className={styles.outcome} aria-label="What became of it" data-testid="action-outcome">
      <header className={styles.outcomeHead}>
        <ActionStateWord state={state} />
        <span className={styles.faint}>
          {action.label}, <Time at={action.at} />
          {action.by ? (
            <>
              , by <bdi>{action.by}</bdi>
            </>
          ) : null}
        </span>
        {observation === null ? null : (
          <Link onPress={() => go({ at: 'observation', sequence: observation })}>
            Entry {observation}
          </Link>
        )}
      </header>
      {state === 'unknown' || state === 'under_way' ? (
        state === 'unknown' ? (
          action.operation === 'upload_file' ? (
            <UnknownUpload action={action} />
          ) : (
            <Unknown profile={profile} action={action} />
          )
        ) : (
          <p className={styles.about} role="status">
            It is under way.
          </p>
        )
      ) : (
        <p className={styles.about} dir="auto">
          {action.detail}
        </p>
      )}
    </section>
  );
};
