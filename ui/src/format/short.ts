// Long identifiers, shortened for reading; the whole stands on hover and is what is copied.

/** "fa8ff1ec…" of a UUID or hash. */
export const short = (id: string, keep = 8): string =>
  id.length > keep + 1 ? `${id.slice(0, keep)}…` : id;
