// The boundary: every failure has one shape, and no notice is lost while an answer is under way.

import { expect, it, vi } from 'vitest';
import { toCommandError } from './call';
import { refresher } from './stale';

it('a refusal by the shell itself, a bare text, becomes an internal error', () => {
  const error = toCommandError('approve_quote not allowed');
  expect(error.code).toBe('internal');
  expect(error.message).toContain('approve_quote not allowed');
});

it('an error of the Rust side is kept as it is', () => {
  const error = { code: 'not_found', message: 'None.', field: null, incident: '7' } as const;
  expect(toCommandError(error)).toBe(error);
});

it('notices during an answer cause one more question, not one each and not none', async () => {
  const answers: (() => void)[] = [];
  const asked = vi.fn(() => new Promise<void>((done) => answers.push(done)));
  const refresh = refresher({ invalidateQueries: asked }, 0);
  const running = refresh('list_timeline');
  await refresh('list_timeline');
  await refresh('list_timeline');
  expect(asked).toHaveBeenCalledTimes(1);
  answers.shift()?.();
  await vi.waitFor(() => expect(asked).toHaveBeenCalledTimes(2));
  answers.shift()?.();
  await running;
  expect(asked).toHaveBeenCalledTimes(2);
});
