// Each way in which the sender can make a delivery, with what becomes of it.

import { useState } from 'react';
import { useAct } from '../../ipc/act';
import type { ProfileStatus } from '../../ipc/bindings/ProfileStatus';
import type { SenderMode } from '../../ipc/bindings/SenderMode';
import { useNavigation } from '../../navigation/Navigation';
import { ActButton } from '../../parts/ActButton';
import { ActFailed } from '../../parts/ActFailed';
import { Link } from '../../parts/Link';
import { Mark } from '../../parts/Mark';
import { Options } from '../../parts/Options';
import { Part } from '../../parts/Part';
import styles from './SendModes.module.css';
import { SENDER_MODES } from './senderModes';
import words from './words.module.css';

const MODES = Object.keys(SENDER_MODES) as SenderMode[];
const COUNTS = ['1', '5', '20', '100'] as const;

export const SendModes = ({ profile }: { profile: ProfileStatus }) => {
  const { go } = useNavigation();
  const steer = useAct('steer_simulator');
  const [many, setMany] = useState<(typeof COUNTS)[number]>('1');
  const isRunning = profile.simulator.state === 'running';
  const sent =
    steer.isSuccess && steer.variables.order.do === 'send' ? steer.variables.order : null;
  return (
    <Part
      name="Let it send"
      about="Forged and faulty deliveries are what the console is for: send some, and see how
        each is judged. They go to this profile alone."
    >
      <Options
        label="How many at a press"
        value={many}
        options={COUNTS.map((id) => ({ id, label: id }))}
        onChange={setMany}
      />
      {isRunning ? null : (
        <p className={words.faint}>The simulator does not run: start it first.</p>
      )}
      <ActFailed error={steer.error} />
      <table className={styles.modes}>
        <thead>
          <tr>
            <th scope="col">Mode</th>
            <th scope="col">What it does</th>
            <th scope="col">What to expect</th>
            <th scope="col">
              <span className={styles.hidden}>Send</span>
            </th>
          </tr>
        </thead>
        <tbody>
          {MODES.map((mode) => {
            const { name, does, mark, expect } = SENDER_MODES[mode];
            return (
              <tr key={mode}>
                <th scope="row">{name}</th>
                <td>
                  {does}
                  {sent?.mode === mode ? (
                    <span className={styles.told}>
                      <span aria-hidden="true">Told to send {sent.count}. </span>
                      <Link onPress={() => go({ at: 'deliveries', show: 'all' })}>
                        See the deliveries
                      </Link>
                    </span>
                  ) : null}
                </td>
                <td>
                  {mark ? <Mark mark={mark} /> : <span className={styles.none}>– no row</span>}
                  <span className={styles.expect}>{expect}</span>
                </td>
                <td>
                  <ActButton
                    aria-label={`Send ${many}: ${name}`}
                    isDisabled={!isRunning || steer.isPending}
                    onPress={() =>
                      steer.mutate({
                        profile: profile.name,
                        order: { do: 'send', mode, count: Number(many) },
                      })
                    }
                  >
                    Send {many}
                  </ActButton>
                </td>
              </tr>
            );
          })}
        </tbody>
      </table>
      <p className={styles.hidden} role="status">
        {sent ? `Told to send ${sent.count}: ${SENDER_MODES[sent.mode].name}.` : ''}
      </p>
    </Part>
  );
};
