// A profile's name, which is its folder's too, from what people call it.

const NAME_MAX = 32;

/** "Acme Exports Ltd" → "acme-exports-ltd"; another one if it is taken. */
export const profileName = (title: string, taken: readonly string[]): string => {
  const plain = title
    .normalize('NFKD')
    .toLowerCase()
    .replace(/[\u0300-\u036f]/g, '')
    .replace(/[^a-z0-9]+/g, '-')
    .replace(/^-+|-+$/g, '')
    .slice(0, NAME_MAX)
    .replace(/-+$/, '');
  if (plain === '' || !taken.includes(plain)) {
    return plain;
  }
  for (let number = 2; ; number += 1) {
    const next = `${plain.slice(0, NAME_MAX - 4)}-${number}`;
    if (!taken.includes(next)) {
      return next;
    }
  }
};
