// What a person must look at on this delivery, before anything else.

import { OctagonAlert, TriangleAlert } from 'lucide-react';
import type { DeliveryView } from '../../ipc/bindings/DeliveryView';
import type { VerdictView } from '../../ipc/bindings/VerdictView';
import { useNavigation } from '../../navigation/Navigation';
import { Button } from '../../parts/Button';
import styles from './Alarms.module.css';

type Props = { delivery: DeliveryView; verdict: VerdictView | null };

export const Alarms = ({ delivery, verdict }: Props) => {
  const { go } = useNavigation();
  const { damage } = delivery.row;
  const alarms = verdict?.alarms ?? [];
  const firstSeen = verdict?.firstSeen ?? null;
  return (
    <>
      {damage ? (
        <p className={`${styles.card} ${styles.damage}`} role="alert">
          <OctagonAlert size={16} aria-hidden="true" />
          <span>
            <strong>Damaged. </strong>
            {damage}
          </span>
        </p>
      ) : null}
      {alarms.map((alarm) => (
        <p key={alarm} className={`${styles.card} ${styles.look}`} role="note">
          <TriangleAlert size={16} aria-hidden="true" />
          <span>
            <strong>A person must look. </strong>
            {alarm}
          </span>
        </p>
      ))}
      {firstSeen === null ? null : (
        <div className={`${styles.card} ${styles.plain}`}>
          <span>The same signed text came before, in entry {firstSeen}.</span>
          <Button weight="quiet" onPress={() => go({ at: 'delivery', sequence: firstSeen })}>
            Open the first
          </Button>
        </div>
      )}
    </>
  );
};
