// Where a row of a timeline leads when it is opened.

import type { TimelineRow } from '../../ipc/bindings/TimelineRow';
import type { Place } from '../../navigation/place';

export const placeOfRow = (row: TimelineRow | undefined): Place | null => {
  // What is told of calls without being one has none to open.
  if (row?.kind === 'observation' && row.call) {
    return { at: 'observation', sequence: row.sequence };
  }
  if (row?.kind === 'details_changed') {
    const [account] = row.subjects;
    return account ? { at: 'account', number: account.key.replace('account:', '') } : null;
  }
  const delivery = row?.kind === 'delivery' ? row.sequence : row?.about;
  return delivery ? { at: 'delivery', sequence: delivery } : null;
};
