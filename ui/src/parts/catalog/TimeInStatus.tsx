// How long a status holds: exactly where a delivery told of the change, else at least.

import { span, utc } from '../../format/time';
import type { StandingView } from '../../ipc/bindings/StandingView';
import { useNow } from '../useNow';

/** Minutes are shown at the finest, so once a half minute is enough. */
const EVERY_MS = 30_000;

export const TimeInStatus = ({ standing }: { standing: StandingView }) => {
  const now = useNow(EVERY_MS);
  const { since, sinceIsExact } = standing;
  const how = sinceIsExact
    ? 'A delivery told of the change then.'
    : 'It was so then, and may have been earlier.';
  return (
    <time dateTime={since} title={`Since ${utc(since)}. ${how}`}>
      {sinceIsExact ? '' : '≥ '}
      {span(since, now)}
    </time>
  );
};
