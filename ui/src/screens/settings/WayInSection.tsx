// The way in among the settings: what it is now, and the ways to all of it.

import type { WayInBadge } from '../../ipc/bindings/WayInBadge';
import { useNavigation } from '../../navigation/Navigation';
import { Button } from '../../parts/Button';
import { Part } from '../../parts/Part';
import { useNow } from '../../parts/useNow';
import { StateLine } from '../../parts/wayIn/StateLine';
import styles from './words.module.css';

export const WayInSection = ({ badge }: { badge: WayInBadge }) => {
  const { go } = useNavigation();
  const now = useNow();
  return (
    <Part
      name="How deliveries come in"
      about="Deliveries come in over the tunnel that this console keeps up and tests all the while.
        Spans in which none could have arrived are gaps."
    >
      <StateLine badge={badge} now={now} />
      <div className={styles.row}>
        <Button onPress={() => go({ at: 'way-in', view: 'state' })}>State and history</Button>
        <Button onPress={() => go({ at: 'way-in', view: 'set-up' })}>
          {badge.state === 'not_set_up' ? 'Set it up' : 'Change it'}
        </Button>
        <Button onPress={() => go({ at: 'way-in', view: 'gaps' })}>Gaps</Button>
      </div>
    </Part>
  );
};
