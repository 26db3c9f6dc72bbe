// A console with gaps, and a reconciliation that keeps what it is told, for tests.

import type { GapView } from '../ipc/bindings/GapView';
import type { ReconciliationView } from '../ipc/bindings/ReconciliationView';
import { type Answers, fakeShell, openApp } from './fakeShell';
import { aProfile, aStatus } from './fixtures';
import { aGap, aReconciliation, aReconciling, gapsPage, reachable } from './wayIn';

/** Ended, and not reconciled yet. */
export const ENDED = aGap({
  from: '2026-01-05T09:00:00.000Z',
  until: '2026-01-05T09:12:00.000Z',
});

export const aGapList = (
  gaps: GapView[],
  answers: Partial<Answers> = {},
  mode: 'operator' | 'auditor' = 'operator',
) => {
  let reconciliation = aReconciliation();
  const put = (to: Partial<ReconciliationView>) => {
    reconciliation = { ...reconciliation, ...to };
    return reconciliation;
  };
  const shell = fakeShell({
    console_status: () =>
      aStatus(aProfile({ name: 'acme', environment: 'live', wayIn: reachable() }), { mode }),
    list_gaps: ({ show }) =>
      gapsPage(
        gaps.filter(
          ({ closedBy }) => show === 'all' || (closedBy !== null) === (show === 'closed'),
        ),
        { open: 2, total: gaps.length },
      ),
    get_reconciliation: () => reconciliation,
    start_reconciliation: ({ from }) => put({ now: aReconciling({ from }) }),
    cancel_reconciliation: () => put({ now: null }),
    ...answers,
  });
  const tell = async (to: Partial<ReconciliationView>) => {
    put(to);
    await shell.notify('get_reconciliation', 'console_status');
  };
  return { shell, tell, user: openApp('#/way-in/gaps') };
};
