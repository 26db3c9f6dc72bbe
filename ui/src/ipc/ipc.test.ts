// The boundary: every failure has one shape, and no notice is lost while an answer is under way.

import { QueryObserver } from '@tanstack/react-query';
import { expect, it, vi } from 'vitest';
import { toCommandError } from './call';
import { makeClient } from './client';
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
  const refresh = refresher({ cancelQueries: async () => {}, invalidateQueries: asked }, 0);
  const running = refresh('list_timeline');
  await refresh('list_timeline');
  await refresh('list_timeline');
  await vi.waitFor(() => expect(asked).toHaveBeenCalledTimes(1));
  answers.shift()?.();
  await vi.waitFor(() => expect(asked).toHaveBeenCalledTimes(2));
  answers.shift()?.();
  await running;
  expect(asked).toHaveBeenCalledTimes(2);
});

/** A query whose answers are given by hand: each is what was known when it was asked for. */
const queryByHand = () => {
  const client = makeClient();
  const answers: (() => void)[] = [];
  let known = 0;
  const options = {
    queryKey: ['list_cards'],
    queryFn: () => {
      const answer = known;
      return new Promise<number>((done) => answers.push(() => done(answer)));
    },
  };
  return {
    client,
    learn: () => {
      known += 1;
    },
    answer: () => answers.shift()?.(),
    watch: () => {
      const observer = new QueryObserver(client, options);
      return { observer, stop: observer.subscribe(() => undefined) };
    },
  };
};

it('a notice that comes while the first answer is under way is not lost', async () => {
  const { client, learn, answer, watch } = queryByHand();
  const { observer, stop } = watch();
  learn();
  const refreshed = refresher(client, 0)('list_cards');
  answer();
  await vi.waitFor(() => expect(observer.getCurrentResult().fetchStatus).toBe('fetching'));
  answer();
  await refreshed;
  expect(observer.getCurrentResult().data).toBe(1);
  stop();
});

it('nor is one lost whose answer nobody looks at any more', async () => {
  const { client, learn, answer, watch } = queryByHand();
  const first = watch();
  first.stop();
  learn();
  await refresher(client, 0)('list_cards');
  answer();
  const { observer, stop } = watch();
  answer();
  await vi.waitFor(() => expect(observer.getCurrentResult().data).toBe(1));
  stop();
});
