// Asks queries again after news of what they tell: the one way in which an answer is called stale.

import type { QueryClient } from '@tanstack/react-query';

type Client = Pick<QueryClient, 'cancelQueries' | 'invalidateQueries'>;

/**
 * An answer that is under way may be older than the news. To invalidate alone would keep a first
 * answer, and one that nobody looks at now, as if it were fresh: so each is let go of first.
 */
export const askAgain = async (client: Client, ...names: readonly string[]): Promise<void> => {
  const again = async (name: string) => {
    await client.cancelQueries({ queryKey: [name] });
    await client.invalidateQueries({ queryKey: [name] });
  };
  await Promise.all(names.map(again));
};

/** The same for all that was ever asked. */
export const askAllAgain = async (client: Client): Promise<void> => {
  await client.cancelQueries();
  await client.invalidateQueries();
};
