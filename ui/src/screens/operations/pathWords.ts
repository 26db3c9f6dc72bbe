// What is wrong with a path that someone typed, before the Rust side is asked.

const PATH_MAX = 512;

const parameters = (path: string): string[] => path.match(/\{[^{}]*\}/g) ?? [];

/** None if nothing is. `parameter` is the name that must stand in it in braces. */
export const pathWrong = (path: string, parameter: string | null): string | null => {
  if (!path.startsWith('/')) {
    return 'A path begins with /. Server and credentials are set elsewhere.';
  }
  if (path.startsWith('//')) {
    return 'It begins with two /: that would name another server.';
  }
  if (/[\s\\?#]/.test(path)) {
    return 'A path has no white space, backslash, ? or #.';
  }
  if (path.split('/').some((part) => part === '..' || part === '.')) {
    return 'A path has no . or .. as a part.';
  }
  if (path.length > PATH_MAX) {
    return `A path has at most ${PATH_MAX} characters.`;
  }
  const found = parameters(path);
  if (parameter !== null && found.length === 0) {
    return `It needs {${parameter}}, where the value goes.`;
  }
  const other = found.find((one) => one !== `{${parameter}}`);
  if (other !== undefined || found.length > 1) {
    return parameter === null
      ? 'This operation’s path has no parameter.'
      : `It has {${parameter}} once, and no other parameter.`;
  }
  return null;
};
