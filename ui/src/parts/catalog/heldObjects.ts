// The rows that a list of objects holds: refreshed in place, and moved only when nobody looks.

export type ObjectRow = { subject: string; place: string };

export type HeldObjects<Row extends ObjectRow> = {
  rows: Row[];
  /** Whether the list has other rows, or another order, than those held. */
  isBehind: boolean;
};

const startsWith = (all: ObjectRow[], first: ObjectRow[]): boolean =>
  first.length <= all.length &&
  first.every(({ subject }, index) => all[index]?.subject === subject);

/** Rows behind the last one held: what came by asking for more. */
const behind = <Row extends ObjectRow>(held: Row[], found: Row[]): Row[] => {
  const last = held.at(-1)?.subject;
  const at = found.findIndex(({ subject }) => subject === last);
  const known = new Set(held.map(({ subject }) => subject));
  return at === -1 ? [] : found.slice(at + 1).filter(({ subject }) => !known.has(subject));
};

export const holdObjects = <Row extends ObjectRow>(
  { rows }: HeldObjects<Row>,
  found: Row[],
  mayMove: boolean,
): HeldObjects<Row> => {
  if (mayMove || rows.length === 0 || startsWith(found, rows)) {
    return { rows: found, isBehind: false };
  }
  const now = new Map(found.map((row) => [row.subject, row]));
  const still = rows.map((row) => now.get(row.subject) ?? row);
  return { rows: [...still, ...behind(rows, found)], isBehind: true };
};
