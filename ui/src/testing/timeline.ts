// Opens a timeline with what was read from the API, for tests.

import type { ConsoleStatus } from '../ipc/bindings/ConsoleStatus';
import type { TimelineRow } from '../ipc/bindings/TimelineRow';
import { aCall, someFacts } from './api';
import { type Answers, fakeShell, openApp } from './fakeShell';
import { aStatus } from './fixtures';

export const openTimeline = (
  rows: TimelineRow[],
  hash = '#/timeline/all',
  answers: Partial<Answers> = {},
  status: Partial<ConsoleStatus> = {},
) => {
  const shell = fakeShell({
    console_status: () => aStatus(undefined, status),
    list_timeline: () => ({ rows, next: null, entries: 99 }),
    get_observation: () => aCall(),
    subject_facts: () => someFacts(),
    read_subject: () => someFacts(),
    ...answers,
  });
  return { shell, user: openApp(hash) };
};
