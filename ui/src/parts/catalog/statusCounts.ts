// What the counts by status tell of a list.

import type { StatusCount } from '../../ipc/bindings/StatusCount';
import type { StatusMeaning } from '../../ipc/bindings/StatusMeaning';

/** How many objects have one of these statuses, or any. */
export const howMany = (counts: StatusCount[], statuses: string[]): number =>
  counts
    .filter(({ status }) => statuses.length === 0 || statuses.includes(status.status))
    .reduce((sum, { count }) => sum + count, 0);

export const meaningOf = (counts: StatusCount[], status: string | null): StatusMeaning | null =>
  counts.find((one) => one.status.status === (status ?? ''))?.status ?? null;
