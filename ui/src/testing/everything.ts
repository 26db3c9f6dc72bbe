// All that the page holds or keeps, as one text: to be searched for what must not be in it.

import type { QueryClient } from '@tanstack/react-query';

/** Its text, its fields, its caches, its stores, its address. */
export const everything = (client: QueryClient): string => {
  const fields = [...document.querySelectorAll('input, textarea')] as HTMLInputElement[];
  const queries = client.getQueryCache().getAll();
  const mutations = client.getMutationCache().getAll();
  return [
    document.documentElement.outerHTML,
    ...fields.map((field) => field.value),
    JSON.stringify(queries.map(({ queryKey, state }) => ({ queryKey, state }))),
    JSON.stringify(mutations.map(({ state }) => state)),
    JSON.stringify({ ...window.localStorage }),
    JSON.stringify({ ...window.sessionStorage }),
    window.location.href,
    document.cookie,
  ].join('\n');
};
