// The table of commands. Generated from Rust; do not edit.
import type { CheckLedger } from './CheckLedger';
import type { ConsoleStatus } from './ConsoleStatus';
import type { DeliveryView } from './DeliveryView';
import type { GetDelivery } from './GetDelivery';
import type { LedgerCheck } from './LedgerCheck';
import type { ListTimeline } from './ListTimeline';
import type { Nothing } from './Nothing';
import type { ProfileStatus } from './ProfileStatus';
import type { TimelinePage } from './TimelinePage';

export type Commands = {
  console_status: { request: Nothing; response: ConsoleStatus; kind: 'query' };
  start_simulator: { request: Nothing; response: ProfileStatus; kind: 'action' };
  stop_simulator: { request: Nothing; response: ProfileStatus; kind: 'action' };
  list_timeline: { request: ListTimeline; response: TimelinePage; kind: 'query' };
  get_delivery: { request: GetDelivery; response: DeliveryView; kind: 'query' };
  check_ledger: { request: CheckLedger; response: LedgerCheck; kind: 'action' };
};
