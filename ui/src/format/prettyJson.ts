// A JSON text with line breaks and indents, its every token as it came: no number is computed.

const INDENT = '  ';

/** A string, a bracket, a separator, or a number or word; white space is between them. */
const TOKENS = /"(?:[^"\\]|\\.)*"|[{}[\],:]|[^\s{}[\],:"]+/gs;

const isJson = (text: string): boolean => {
  try {
    JSON.parse(text);
    return true;
  } catch {
    return false;
  }
};

/** None if it is no JSON: then it can only be shown as it is. */
export const prettyJson = (text: string): string | null => {
  // Parsed to know that it is JSON, and for nothing else: `100000.0` would come back as 100000.
  if (!isJson(text)) {
    return null;
  }
  const tokens = text.match(TOKENS) ?? [];
  let depth = 0;
  let out = '';
  const breakLine = () => `\n${INDENT.repeat(depth)}`;
  tokens.forEach((token, index) => {
    const before = tokens[index - 1];
    const isEmpty = before === '{' || before === '[';
    if (token === '}' || token === ']') {
      depth -= 1;
      out += isEmpty ? token : `${breakLine()}${token}`;
      return;
    }
    if (isEmpty || before === ',') {
      out += breakLine();
    }
    out += token === ':' ? ': ' : token;
    if (token === '{' || token === '[') {
      depth += 1;
    }
  });
  return out;
};
