// The top-level fields of two bodies, side by side.

import type { DeliveryView } from '../../ipc/bindings/DeliveryView';

export type FieldPair = {
  name: string;
  /** The value exactly as the body has it; none if the body has no such field. */
  first: string | null;
  later: string | null;
  isCovered: boolean;
  differs: boolean;
};

const fieldsOf = (delivery: DeliveryView): Map<string, string> => {
  const verdict = delivery.verdicts.at(-1);
  const fields = verdict ? [...verdict.covered, ...verdict.uncovered] : [];
  return new Map(fields.map(({ name, token }) => [name, token]));
};

/** Covered fields first, then those that differ, then the rest; each in the later body's order. */
export const compareBodies = (first: DeliveryView, later: DeliveryView): FieldPair[] => {
  const before = fieldsOf(first);
  const after = fieldsOf(later);
  const covered = new Set(later.verdicts.at(-1)?.covered.map(({ name }) => name));
  const pairs = [...new Set([...after.keys(), ...before.keys()])].map((name) => {
    const one = before.get(name) ?? null;
    const other = after.get(name) ?? null;
    return {
      name,
      first: one,
      later: other,
      isCovered: covered.has(name),
      differs: one !== other,
    };
  });
  const rank = (pair: FieldPair) => (pair.isCovered ? 0 : pair.differs ? 1 : 2);
  return pairs.sort((one, other) => rank(one) - rank(other));
};
