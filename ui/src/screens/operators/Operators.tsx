// The operators of a profile: who may approve, by which key, and who enrolled whom.

import { Users } from 'lucide-react';
import { useState } from 'react';
import { useAct } from '../../ipc/act';
import { useAsk } from '../../ipc/ask';
import type { OperatorsView } from '../../ipc/bindings/OperatorsView';
import type { OperatorView } from '../../ipc/bindings/OperatorView';
import { useStatus } from '../../ipc/useStatus';
import { ActButton } from '../../parts/ActButton';
import { ActFailed } from '../../parts/ActFailed';
import { Asked } from '../../parts/Asked';
import { Confirm } from '../../parts/Confirm';
import { Copy } from '../../parts/Copy';
import { Field } from '../../parts/Field';
import { Part } from '../../parts/Part';
import { Empty } from '../../parts/State';
import { Time } from '../../parts/Time';
import table from '../settings/SecretHistory.module.css';
import words from '../settings/words.module.css';
import { ChangePassphrase } from './ChangePassphrase';
import { EnrolForm } from './EnrolForm';
import styles from './Operators.module.css';

/** The beginning of a key says which it is; all of it is copied. */
const KEY_SHOWN = 12;

type Removing = { profile: string; view: OperatorsView; one: OperatorView; onClose: () => void };

const Remove = ({ profile, view, one, onClose }: Removing) => {
  const [note, setNote] = useState('');
  const remove = useAct('remove_operator', ['list_operators', 'get_policy', 'list_timeline']);
  return (
    <Confirm
      isOpen
      title={`Remove ${one.name}?`}
      act={view.takesTwo ? 'Propose it' : 'Remove'}
      isPending={remove.isPending}
      error={remove.error}
      onAct={() => remove.mutate({ profile, key: one.key, note }, { onSuccess: onClose })}
      onClose={onClose}
    >
      <p>
        {view.takesTwo
          ? 'Another operator has to confirm it; until then nothing changes. '
          : 'What this operator signs from now on counts for nothing. '}
        What was signed before stays signed.
      </p>
      <Field name="note" label="Why (optional)" value={note} onChange={setNote} rows={2} />
    </Confirm>
  );
};

const Rows = ({ profile, view }: { profile: string; view: OperatorsView }) => {
  const [removing, setRemoving] = useState<OperatorView | null>(null);
  const [changing, setChanging] = useState<OperatorView | null>(null);
  return (
    <>
      <table className={`${table.table} ${styles.listed}`} aria-label="Operators">
        <thead>
          <tr>
            <th scope="col">Name</th>
            <th scope="col">Key</th>
            <th scope="col">Since</th>
            <th scope="col">Enrolled by</th>
            <th scope="col">Here</th>
            <th scope="col">
              <span className={styles.unseen}>What can be done</span>
            </th>
          </tr>
        </thead>
        <tbody>
          {view.operators.map((one) => (
            <tr key={one.key}>
              <th scope="row">
                <bdi>{one.name}</bdi>
              </th>
              <td>
                <code>{one.key.slice(0, KEY_SHOWN)}…</code>{' '}
                <Copy text={one.key} what={`${one.name}’s public key`} />
              </td>
              <td>
                <Time at={one.since} form="full" />
              </td>
              <td>{one.by ?? 'one of the first'}</td>
              <td>{one.isUnlocked ? '● unlocked' : one.isHere ? '○ locked' : 'elsewhere'}</td>
              <td className={styles.acts}>
                {one.isHere ? (
                  <ActButton weight="quiet" onPress={() => setChanging(one)}>
                    Passphrase…
                  </ActButton>
                ) : null}
                <ActButton weight="quiet" onPress={() => setRemoving(one)}>
                  Remove…
                </ActButton>
              </td>
            </tr>
          ))}
        </tbody>
      </table>
      {changing ? <ChangePassphrase operator={changing} onClose={() => setChanging(null)} /> : null}
      {removing ? (
        <Remove profile={profile} view={view} one={removing} onClose={() => setRemoving(null)} />
      ) : null}
    </>
  );
};

const Proposed = ({ profile, view }: { profile: string; view: OperatorsView }) => {
  const confirm = useAct('confirm_operators', ['list_operators', 'get_policy', 'list_timeline']);
  return (
    <Part name="Waits for another operator" about="It is not so yet.">
      <ul className={styles.proposals}>
        {view.proposals.map((one) => (
          <li key={one.entry}>
            <span>
              {one.what} Proposed by <bdi>{one.by}</bdi>, <Time at={one.at} />.
            </span>
            {one.isMine ? (
              <span className={words.faint}>You proposed it: another operator confirms it.</span>
            ) : (
              <ActButton
                isDisabled={confirm.isPending}
                onPress={() => confirm.mutate({ profile, entry: one.entry, note: '' })}
              >
                Confirm it
              </ActButton>
            )}
          </li>
        ))}
      </ul>
      <ActFailed error={confirm.error} />
    </Part>
  );
};

export const Operators = ({ profile }: { profile: string }) => {
  const status = useStatus();
  return (
    <>
      <p className={words.lead}>
        An operator has a key that signs what this person approves. It is made here, kept in the
        keyring of this computer, sealed by a passphrase, and never leaves it. Who is enrolled
        stands in the ledger.
      </p>
      <Asked question={useAsk('list_operators', { profile })} what="the operators">
        {(view) =>
          view.damaged ? (
            <p role="alert">▲ {view.damaged}. Nothing is approved until that is cleared up.</p>
          ) : (
            <>
              {view.operators.length === 0 ? (
                <Empty icon={Users} title="Nobody is enrolled">
                  What is approved is not signed: a name alone tells who did it. Where two or more
                  people work, the first two enrol together.
                </Empty>
              ) : (
                <Rows profile={profile} view={view} />
              )}
              {view.proposals.length > 0 ? <Proposed profile={profile} view={view} /> : null}
              <EnrolForm
                key={view.operators.length === 0 ? 'first' : 'further'}
                profile={profile}
                view={view}
                signer={status.data?.lock.state === 'unlocked' ? status.data.operator : null}
              />
            </>
          )
        }
      </Asked>
    </>
  );
};
