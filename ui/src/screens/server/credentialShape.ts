// What a typed key or secret looks like, told from its shape alone. Nothing of it is kept.

export type Part = 'key' | 'secret';
export type Shape = 'empty' | 'as_documented' | 'spaced' | 'swapped' | 'unlike' | 'short';

const UUID = '[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}';
const SHAPES: Record<Part, RegExp> = {
  key: new RegExp(`^CEDAR_[A-Z0-9]+_api_key_${UUID}$`, 'i'),
  secret: /^CEDAR_[A-Z0-9]+_api_secret_[A-Za-z0-9]{100}$/i,
};
const OTHER: Record<Part, RegExp> = { key: /_api_secret_/i, secret: /_api_key_/i };
/** A shorter one is most likely a part of one. */
const LENGTH_MIN: Record<Part, number> = { key: 16, secret: 32 };

export const shapeOf = (part: Part, typed: string): Shape => {
  if (typed === '') {
    return 'empty';
  }
  if (/^\s|\s$/.test(typed)) {
    return 'spaced';
  }
  if (OTHER[part].test(typed)) {
    return 'swapped';
  }
  if (SHAPES[part].test(typed)) {
    return 'as_documented';
  }
  return typed.length < LENGTH_MIN[part] ? 'short' : 'unlike';
};

const EXPECTED: Record<Part, string> = {
  key: 'CEDAR_…_api_key_ and a UUID',
  secret: 'CEDAR_…_api_secret_ and 100 letters and digits',
};

export const shapeWords = (part: Part, shape: Shape): string => {
  switch (shape) {
    case 'empty':
      return `As documented it is ${EXPECTED[part]}.`;
    case 'as_documented':
      return '✓ It has the documented shape.';
    case 'spaced':
      return '▲ White space at its end or beginning: most likely a slip. It would be refused.';
    case 'swapped':
      return `▲ This is a ${part === 'key' ? 'secret' : 'key'}: it belongs in the other field.`;
    case 'short':
      return `▲ It is short. As documented it is ${EXPECTED[part]}.`;
    case 'unlike':
      return `▲ It is not ${EXPECTED[part]}. It can be right nevertheless: the test tells.`;
  }
};
