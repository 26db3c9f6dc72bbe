// By how much the server's clock differs from ours, in words.

/** From here on approvals stop. */
const OFF_MS = 120_000;

const amount = (ms: number): string =>
  ms < 1000 ? `${ms} ms` : `${(ms / 1000).toFixed(ms < 10_000 ? 1 : 0)} s`;

export const offsetWords = (ms: number | null): string => {
  if (ms === null) {
    return 'no answer said the server’s time';
  }
  const size = Math.abs(ms);
  // A date header has whole seconds only.
  if (size <= 1000) {
    return 'agrees with the server’s, within a second';
  }
  const side = ms > 0 ? 'ahead of' : 'behind';
  const off = size > OFF_MS ? '▲ ' : '';
  return `${off}the server’s is ${amount(size)} ${side} this machine’s`;
};
