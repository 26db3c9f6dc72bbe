// Amounts as the API wrote them, grouped for reading: digits are moved as text, not reckoned with.

/** "1,234,567.0005" of "1234567.0005": every digit stays. What is no amount stays as it came. */
export const grouped = (amount: string): string => {
  const [, sign, whole, fraction] = /^(-?)([0-9]+)(\.[0-9]+)?$/.exec(amount) ?? [];
  return whole === undefined
    ? amount
    : `${sign}${whole.replace(/\B(?=(?:[0-9]{3})+$)/g, ',')}${fraction ?? ''}`;
};
