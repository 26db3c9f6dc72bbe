// A reconciliation on its way, from every screen: how far it is, and the way to it.

import { count } from '../format/count';
import type { ReconcilingView } from '../ipc/bindings/ReconcilingView';
import { useNavigation } from '../navigation/Navigation';
import { StatusItem } from './StatusItem';

/** Nothing while none runs. */
export const Reconciling = ({ now }: { now: ReconcilingView | null }) => {
  const { go } = useNavigation();
  if (!now) {
    return null;
  }
  const missed = now.missed > 0 ? `, ${count(now.missed)} without a webhook` : '';
  return (
    <StatusItem
      name={now.isBackground ? 'Reading in the background' : 'Reconciling'}
      light={now.missed > 0 ? 'look' : 'off'}
      onPress={() => go({ at: 'way-in', view: 'gaps' })}
      testId="reconciling"
    >
      {`step ${now.stepsDone + 1} of ${Math.max(now.steps, now.stepsDone + 1)}${missed}`}
    </StatusItem>
  );
};
