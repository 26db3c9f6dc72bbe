// What the Rust side finds for a typed text: subjects, deliveries, entries.

import { useEffect, useMemo, useState } from 'react';
import { useAsk } from '../ipc/ask';
import type { CommandError } from '../ipc/bindings/CommandError';
import type { Hit } from '../ipc/bindings/Hit';
import { useNavigation } from '../navigation/Navigation';
import type { Place } from '../navigation/place';
import { placeOfSubject } from '../navigation/subject';
import {
  deliveryItemId,
  objectItemId,
  type PaletteItem,
  pageItemId,
  subjectItemId,
} from './paletteItem';

/** People type faster than this; each letter alone is not worth a question. */
const ASK_AFTER_MS = 120;
/** One letter fits nearly all; one digit may be an id. */
const WORTH_ASKING = /^(?:\d|.{2})/u;

export type Search = {
  state: 'off' | 'searching' | 'found' | 'nothing' | 'failed';
  hits: PaletteItem[];
  error: CommandError | null;
  again: () => void;
};

const useRested = (text: string): string => {
  const [rested, setRested] = useState(text);
  useEffect(() => {
    const timer = setTimeout(() => setRested(text), ASK_AFTER_MS);
    return () => clearTimeout(timer);
  }, [text]);
  return rested;
};

const PAGES = {
  merchant: ['merchant', 'Merchant'],
  receiver_account: ['account', 'Account'],
  transaction: ['transaction', 'Transaction'],
} as const;

const itemOf = ({ target, label, detail, mark }: Hit, go: (place: Place) => void): PaletteItem => {
  const said = { label, detail, mark: mark ?? undefined, group: 'Found' };
  switch (target.is) {
    case 'subject': {
      const isPage = target.subject === 'transaction';
      return {
        ...said,
        id: isPage ? pageItemId(target.key) : subjectItemId(target.key),
        run: () => go(placeOfSubject(target.key)),
      };
    }
    case 'object': {
      const [at, group] = PAGES[target.subject];
      return {
        ...said,
        id: target.subject === 'transaction' ? pageItemId(target.key) : objectItemId(target.key),
        group,
        run: () => go({ at, number: target.number }),
      };
    }
    case 'delivery':
      return {
        ...said,
        id: deliveryItemId(target.sequence),
        run: () => go({ at: 'delivery', sequence: target.sequence }),
      };
  }
};

export const useSearch = (profile: string, typed: string): Search => {
  const { go } = useNavigation();
  const text = typed.trim();
  const isWorth = WORTH_ASKING.test(text);
  const isRested = useRested(text) === text;
  const found = useAsk(
    'search_everything',
    { profile, text },
    { isOff: !isWorth || !isRested, isUntold: true },
  );
  // Only what was found for these very letters: Enter must not open what fits others.
  const { data } = found;
  const hits = useMemo(() => {
    const items = (data?.hits ?? []).map((hit) => itemOf(hit, go));
    return [...new Map(items.map((item) => [item.id, item])).values()];
  }, [data, go]);
  const again = () => void found.refetch();
  if (!isWorth) {
    return { state: 'off', hits: NO_HITS, error: null, again };
  }
  if (found.error) {
    return { state: 'failed', hits: NO_HITS, error: found.error, again };
  }
  const state = data ? (hits.length > 0 ? 'found' : 'nothing') : 'searching';
  return { state, hits, error: null, again };
};

const NO_HITS: PaletteItem[] = [];
