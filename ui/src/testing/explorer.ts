// Opens the API explorer over a shell that keeps what it is told, for tests.

import { screen, within } from '@testing-library/react';
import type { ConsoleStatus } from '../ipc/bindings/ConsoleStatus';
import { aCall, someOperations } from './api';
import { type Answers, fakeShell, openApp } from './fakeShell';
import { aProfile, aStatus } from './fixtures';

export const openExplorer = (
  hash = '#/settings/api',
  answers: Partial<Answers> = {},
  status: Partial<ConsoleStatus> = {},
) => {
  let operations = someOperations();
  const shell = fakeShell({
    console_status: () => aStatus(aProfile(), status),
    list_operations: () => ({ operations, isReady: true }),
    override_path: ({ operation, path }) => {
      const overridePath = path === '' ? null : path;
      operations = operations.map((one) =>
        one.id === operation ? { ...one, overridePath, confirmedAt: null } : one,
      );
      return { operations, isReady: true };
    },
    call_operation: () => aCall(),
    list_timeline: () => ({ rows: [], next: null, entries: 0 }),
    ...answers,
  });
  return { shell, user: openApp(hash) };
};

export const inspector = async (name = 'Get payout') =>
  within(await screen.findByRole('complementary', { name }));
