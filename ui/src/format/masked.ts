// An account number, an IBAN or a wallet's address without what could be misused: its end alone.

const SHOWN = 4;

/** "···· 5432"; of a number of fewer than twelve letters at most a third, as the lists do. */
export const masked = (text: string): string => {
  const letters = Array.from(text).filter((one) => /[\p{L}\p{N}]/u.test(one));
  const shown = Math.min(SHOWN, Math.floor(letters.length / 3));
  const end = letters.slice(letters.length - shown).join('');
  return end === '' ? '····' : `···· ${end}`;
};

/** "DE89 3704 0044" of "DE8937040044", as it stands on paper. */
export const inFours = (text: string): string =>
  Array.from(text.replaceAll(/\s/g, ''))
    .map((one, at) => (at > 0 && at % 4 === 0 ? ` ${one}` : one))
    .join('');
