// What changed from one list of fields to another: added, removed, or in another place.

export type Change = 'kept' | 'added' | 'removed' | 'moved';
export type Item = { name: string; change: Change };

/** The names that stand in both lists in the same order: the longest such row. */
const inOrder = (before: string[], after: string[]): Set<string> => {
  const longest: string[][] = [[]];
  for (const name of after) {
    const upTo = before.indexOf(name);
    if (upTo === -1) {
      continue;
    }
    const fits = longest.filter((row) => before.indexOf(row.at(-1) ?? '') < upTo);
    const best = fits.reduce((one, other) => (other.length > one.length ? other : one), []);
    longest.push([...best, name]);
  }
  return new Set(longest.reduce((one, other) => (other.length > one.length ? other : one), []));
};

export const diffLists = (
  before: string[],
  after: string[],
): { before: Item[]; after: Item[]; steady: number } => {
  const steady = inOrder(before, after);
  const item = (name: string, others: string[], lone: Change): Item => ({
    name,
    change: steady.has(name) ? 'kept' : others.includes(name) ? 'moved' : lone,
  });
  return {
    before: before.map((name) => item(name, after, 'removed')),
    after: after.map((name) => item(name, before, 'added')),
    steady: steady.size,
  };
};

/** The approved list that has the most in common with what came. */
export const closest = (approved: string[][], found: string[]): string[] | null =>
  approved.reduce<string[] | null>(
    (best, list) =>
      best === null || diffLists(list, found).steady > diffLists(best, found).steady ? list : best,
    null,
  );

const named = (items: Item[], change: Change): string[] =>
  items.filter((item) => item.change === change).map(({ name }) => name);

/** "adds amount; drops currency; moves status". */
export const diffWords = (before: string[], after: string[]): string => {
  const diff = diffLists(before, after);
  const parts: [string, string[]][] = [
    ['adds', named(diff.after, 'added')],
    ['drops', named(diff.before, 'removed')],
    ['moves', named(diff.after, 'moved')],
  ];
  const said = parts.filter(([, names]) => names.length > 0);
  return said.length === 0
    ? 'changes nothing'
    : said.map(([verb, names]) => `${verb} ${names.join(', ')}`).join('; ');
};
