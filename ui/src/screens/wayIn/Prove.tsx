// The third step: connects and shows, live, whether a delivery comes through from outside.

import { useAct } from '../../ipc/act';
import type { KeyringView } from '../../ipc/bindings/KeyringView';
import type { WayInView } from '../../ipc/bindings/WayInView';
import { ActButton } from '../../parts/ActButton';
import { ActFailed } from '../../parts/ActFailed';
import { useNow } from '../../parts/useNow';
import { StateLine } from '../../parts/wayIn/StateLine';
import { awaitsPerson, HostKey } from './HostKey';
import { ReasonNotice } from './ReasonNotice';
import { SshKey } from './SshKey';
import styles from './wayIn.module.css';

type SwitchesProps = { profile: string; view: WayInView };

/** On, off, and a new dial at once. */
export const Switches = ({ profile, view }: SwitchesProps) => {
  const turn = useAct('turn_way_in', ['get_way_in', 'list_gaps']);
  const redial = useAct('redial_way_in', ['get_way_in']);
  const isBusy = turn.isPending || redial.isPending;
  const lacksKey = view.setup?.provider === 'ssh' && view.key === 'absent';
  return (
    <>
      <ActFailed error={turn.error ?? redial.error} />
      <div className={styles.acts}>
        {view.on ? (
          <>
            <ActButton isDisabled={isBusy} onPress={() => redial.mutate({ profile })}>
              {redial.isPending ? 'Dialling…' : 'Dial again now'}
            </ActButton>
            <ActButton
              weight="quiet"
              isDisabled={isBusy}
              onPress={() => turn.mutate({ profile, on: false })}
            >
              Turn it off
            </ActButton>
          </>
        ) : (
          <ActButton
            weight="primary"
            isDisabled={isBusy || lacksKey}
            onPress={() => turn.mutate({ profile, on: true })}
          >
            {turn.isPending ? 'Connecting…' : 'Connect'}
          </ActButton>
        )}
      </div>
    </>
  );
};

type Props = { profile: string; view: WayInView; keyring: KeyringView };

export const Prove = ({ profile, view, keyring }: Props) => {
  const now = useNow();
  return (
    <>
      {view.setup?.provider === 'ssh' ? (
        <SshKey profile={profile} view={view} keyring={keyring} />
      ) : null}
      <StateLine badge={view.badge} now={now} />
      <HostKey profile={profile} view={view} />
      {awaitsPerson(view) ? null : <ReasonNotice badge={view.badge} now={now} />}
      <Switches profile={profile} view={view} />
    </>
  );
};
