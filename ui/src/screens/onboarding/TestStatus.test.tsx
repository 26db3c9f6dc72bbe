// The status for tests of a merchant: where it is offered, and how it is set.

import { screen, waitFor, within } from '@testing-library/react';
import { describe, expect, it } from 'vitest';
import { aProfile, aStatus } from '../../testing/fixtures';
import { anAction, anOnboarding, openOnboarding } from '../../testing/onboarding';

describe('an onboarding', () => {
  it('sets a status for tests where the profile takes it, and offers none on LIVE', async () => {
    const settable = [{ word: 'VALID', label: 'Approved' }];
    const { shell, user } = openOnboarding({
      console_status: () => aStatus(aProfile({ environment: 'sandbox' })),
      get_onboarding: () => anOnboarding({ settable }),
      set_test_status: () => anAction({ operation: 'update_merchant' }),
    });
    const part = await screen.findByRole('region', { name: 'Status for tests' });
    expect(part).toHaveTextContent('For tests: set the status on SANDBOX');
    await user.click(within(part).getByRole('button', { name: 'Set Approved for tests' }));
    await user.click(within(part).getByRole('button', { name: 'Set Approved for tests' }));
    await waitFor(() => expect(shell.asked('set_test_status')).toHaveLength(2));
    const [one, two] = shell.asked('set_test_status').map(({ request }) => request);
    expect(one).toMatchObject({ merchant: '7', status: 'VALID' });
    expect((one as { action: string }).action).not.toBe((two as { action: string }).action);
  });

  it('offers no status for tests on LIVE', async () => {
    openOnboarding();
    expect(await screen.findByRole('heading', { name: 'Documents' })).toBeVisible();
    expect(screen.queryByTestId('test-status')).toBeNull();
  });
});
