// Brings another profile on the screen; every enabled one keeps receiving meanwhile.

import { useAct } from '../ipc/act';
import { useNavigation } from '../navigation/Navigation';
import { TIMELINE } from '../navigation/place';

/** Places that mean the same in every profile; a delivery's or a subject's page does not. */
const STAYS = ['timeline', 'deliveries', 'audit', 'settings'];

export const useShowProfile = () => {
  const { place, go } = useNavigation();
  const act = useAct('show_profile');
  const show = (profile: string): void => {
    act.mutate(
      { profile },
      {
        onSuccess: () => {
          const isAbout = place.at === 'timeline' && place.subject !== null;
          if (isAbout || !STAYS.includes(place.at)) {
            go(TIMELINE);
          }
        },
      },
    );
  };
  return { show, error: act.error, forget: act.reset };
};
