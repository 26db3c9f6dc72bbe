// Counts for people.

const COUNT = new Intl.NumberFormat('en-GB');

/** "48,211". */
export const count = (number: number): string => COUNT.format(number);

/** "1 entry", "48,211 entries". */
export const counted = (number: number, one: string, many: string): string =>
  `${count(number)} ${number === 1 ? one : many}`;

const KB = 1024;
const MB = KB * KB;

/** "312 B", "4.1 KB", "15.2 MB". */
export const bytes = (number: number): string => {
  if (number < KB) {
    return `${count(number)} B`;
  }
  return number < MB ? `${(number / KB).toFixed(1)} KB` : `${(number / MB).toFixed(1)} MB`;
};
