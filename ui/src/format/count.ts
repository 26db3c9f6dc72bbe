// Counts for people.

const COUNT = new Intl.NumberFormat('en-GB');

/** "48,211". */
export const count = (number: number): string => COUNT.format(number);

/** "1 entry", "48,211 entries". */
export const counted = (number: number, one: string, many: string): string =>
  `${count(number)} ${number === 1 ? one : many}`;

/** "312 B", "4.1 KB". */
export const bytes = (number: number): string =>
  number < 1024 ? `${count(number)} B` : `${(number / 1024).toFixed(1)} KB`;
