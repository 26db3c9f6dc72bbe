// The approval policy: what is in force since when, what waits, how it came about, and its change.

import { Scale } from 'lucide-react';
import { useState } from 'react';
import { useAsk } from '../../ipc/ask';
import type { PolicyView } from '../../ipc/bindings/PolicyView';
import { useNavigation } from '../../navigation/Navigation';
import { ActButton } from '../../parts/ActButton';
import { Asked } from '../../parts/Asked';
import { Link } from '../../parts/Link';
import { Part } from '../../parts/Part';
import { Empty } from '../../parts/State';
import { Time } from '../../parts/Time';
import table from '../settings/SecretHistory.module.css';
import words from '../settings/words.module.css';
import { PolicyFacts } from './PolicyFacts';
import { PolicyForm } from './PolicyForm';
import { Proposals } from './Proposals';

const InForce = ({ view }: { view: PolicyView }) => {
  const { go } = useNavigation();
  const { inForce } = view;
  if (inForce === null) {
    return (
      <Empty icon={Scale} title="No policy is set: nothing is approved yet">
        Set one below. For two operators or more, first enrol two under{' '}
        <Link onPress={() => go({ at: 'settings', section: 'operators' })}>Operators</Link>.
      </Empty>
    );
  }
  const { policy, entry, at, by } = inForce;
  return (
    <Part
      name="In force"
      about={
        entry === null || at === null ? (
          'As a simulator’s profile has it from the start.'
        ) : (
          <>
            Since <Time at={at} form="full" />, by {by ?? 'somebody unnamed'}, entry {entry}.
          </>
        )
      }
    >
      <PolicyFacts policy={policy} />
      <p className={words.faint}>
        {view.operators === 0
          ? '▲ Nobody is enrolled: what is approved is not signed, a name alone tells who did it.'
          : `What is approved is signed: ${view.operators} enrolled.`}
      </p>
    </Part>
  );
};

/** Who is an operator waits for a second one elsewhere. */
const OperatorsWait = ({ profile }: { profile: string }) => {
  const { go } = useNavigation();
  const waiting = useAsk('list_operators', { profile }).data?.proposals.length ?? 0;
  return waiting === 0 ? null : (
    <p role="note">
      A change of operators waits for another operator:{' '}
      <Link onPress={() => go({ at: 'settings', section: 'operators' })}>Operators</Link>
    </p>
  );
};

const History = ({ view }: { view: PolicyView }) => (
  <Part
    name="What was changed when"
    about="Policies and operators, the newest first. Each is an entry."
  >
    {view.history.length === 0 ? (
      <p className={words.faint}>Nothing was set yet.</p>
    ) : (
      <table className={table.table} aria-label="History of the policy">
        <thead>
          <tr>
            <th scope="col">When</th>
            <th scope="col">What</th>
            <th scope="col">By</th>
            <th scope="col">Signed</th>
          </tr>
        </thead>
        <tbody>
          {view.history.map((one) => (
            <tr key={one.entry}>
              <td>
                <Time at={one.at} form="full" />
              </td>
              <td>{one.what}</td>
              <td>
                <bdi>{one.by ?? 'not said'}</bdi>
              </td>
              <td>{one.isSigned ? '● signed' : '○ not signed'}</td>
            </tr>
          ))}
        </tbody>
      </table>
    )}
  </Part>
);

const Whole = ({ profile, view }: { profile: string; view: PolicyView }) => {
  const [isChanging, setChanging] = useState(false);
  return (
    <>
      <InForce view={view} />
      <Proposals profile={profile} view={view} />
      <OperatorsWait profile={profile} />
      {view.inForce === null ? (
        <PolicyForm profile={profile} before={null} onClose={null} />
      ) : isChanging ? (
        <PolicyForm
          profile={profile}
          before={view.inForce.policy}
          onClose={() => setChanging(false)}
        />
      ) : (
        <p>
          <ActButton onPress={() => setChanging(true)}>Change the policy…</ActButton>
        </p>
      )}
      <History view={view} />
    </>
  );
};

export const Policy = ({ profile }: { profile: string }) => (
  <>
    <p className={words.lead}>
      Who may approve what alone. It is read from its first entry on: where one was changed, left
      out, or not signed as it had to be, nothing is in force, and nothing is approved.
    </p>
    <Asked question={useAsk('get_policy', { profile })} what="the approval policy">
      {(view) =>
        view.damaged ? (
          <p role="alert">▲ {view.damaged}. Nothing is approved until that is cleared up.</p>
        ) : (
          <Whole profile={profile} view={view} />
        )
      }
    </Asked>
  </>
);
