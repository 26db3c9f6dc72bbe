// Where the window is, and the ways to go elsewhere and back.

import {
  createContext,
  type ReactNode,
  useContext,
  useEffect,
  useMemo,
  useReducer,
  useRef,
} from 'react';
import { fromHash, type Place, TIMELINE, toHash } from './place';

/** Steps back that are remembered. */
const PLACES_HELD_MAX = 100;

type Step = { go: Place } | { replace: Place } | { back: true };

const step = (places: Place[], move: Step): Place[] => {
  const here = places.at(-1) ?? TIMELINE;
  if ('back' in move) {
    return places.length > 1 ? places.slice(0, -1) : [TIMELINE];
  }
  if ('replace' in move) {
    return [...places.slice(0, -1), move.replace];
  }
  return toHash(move.go) === toHash(here) ? places : [...places, move.go].slice(-PLACES_HELD_MAX);
};

type Navigation = {
  place: Place;
  go: (place: Place) => void;
  replace: (place: Place) => void;
  back: () => void;
  /** What a screen left to be found again by the way back, by its depth. */
  kept: Map<number, unknown>;
  depth: number;
};

const NavigationContext = createContext<Navigation | null>(null);

export const NavigationProvider = ({ children }: { children: ReactNode }) => {
  const [places, move] = useReducer(step, null, () => [fromHash(window.location.hash)]);
  const place = places.at(-1) ?? TIMELINE;
  const kept = useRef(new Map<number, unknown>()).current;
  const depth = places.length;

  useEffect(() => {
    window.history.replaceState(null, '', toHash(place));
  }, [place]);

  const navigation = useMemo(
    () => ({
      place,
      go: (to: Place) => {
        kept.delete(depth + 1);
        move({ go: to });
      },
      replace: (to: Place) => {
        kept.delete(depth);
        move({ replace: to });
      },
      back: () => move({ back: true }),
      kept,
      depth,
    }),
    [place, kept, depth],
  );
  return <NavigationContext.Provider value={navigation}>{children}</NavigationContext.Provider>;
};

export const useNavigation = (): Navigation => {
  const navigation = useContext(NavigationContext);
  if (!navigation) {
    throw new Error('useNavigation needs a NavigationProvider');
  }
  return navigation;
};
