// The facts of a receiver account by their names on the wire.

import type { FactView } from '../../ipc/bindings/FactView';
import type { SubjectFactsView } from '../../ipc/bindings/SubjectFactsView';

export type AccountFacts = ReadonlyMap<string, FactView>;

export const accountFacts = (view: SubjectFactsView | undefined): AccountFacts =>
  new Map((view?.facts ?? []).map((fact) => [fact.name, fact]));

/** A fact's text; none if it has none. */
export const textOf = (facts: AccountFacts, name: string): string | null => {
  const told = facts.get(name)?.now;
  return told && told.value !== '' && !(told.value === 'null' && !told.isText) ? told.value : null;
};

/** Whether it is a wallet; by its address, or else by the network that it names. */
export const isWallet = (facts: AccountFacts): boolean =>
  textOf(facts, 'walletAddress') !== null ||
  (textOf(facts, 'accountNumber') === null && textOf(facts, 'network') !== null);
