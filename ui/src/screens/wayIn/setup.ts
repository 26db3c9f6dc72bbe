// The forms of the four ways in, as typed: what is wrong with a field, and what they make.

import type { WayInProvider } from '../../ipc/bindings/WayInProvider';
import type { WayInSetup } from '../../ipc/bindings/WayInSetup';

/** The fields, by the names that the Rust side's errors use. */
export type SetupField =
  | 'host'
  | 'port'
  | 'user'
  | 'listenPort'
  | 'publicUrl'
  | 'domain'
  | 'argv'
  | 'urlPattern';

export type Typed = Record<SetupField, string>;

/** cloudflared's quick tunnels print theirs among other words. */
const CLOUDFLARED = {
  argv: 'cloudflared\ntunnel\n--url\nhttp://{address}',
  urlPattern: 'https://[a-z0-9-]+\\.trycloudflare\\.com',
};

const FRESH: Typed = {
  host: '',
  port: '22',
  user: '',
  listenPort: '4022',
  publicUrl: '',
  domain: '',
  ...CLOUDFLARED,
};

/** What was set up, as typed; of the fields of other ways in what they begin with. */
export const typedOf = (setup: WayInSetup | null): Typed => {
  switch (setup?.provider) {
    case 'ssh': {
      const { host, port, user, listenPort, publicUrl } = setup;
      return {
        ...FRESH,
        host,
        port: String(port),
        user,
        listenPort: String(listenPort),
        publicUrl,
      };
    }
    case 'ngrok':
      return { ...FRESH, domain: setup.domain };
    case 'command': {
      const { argv, publicUrl, urlPattern } = setup;
      return { ...FRESH, argv: argv.join('\n'), publicUrl, urlPattern };
    }
    case 'own_url':
      return { ...FRESH, publicUrl: setup.publicUrl };
    case undefined:
      return FRESH;
  }
};

export const FIELDS: Record<WayInProvider, readonly SetupField[]> = {
  ssh: ['host', 'port', 'user', 'listenPort', 'publicUrl'],
  ngrok: ['domain'],
  command: ['argv', 'urlPattern', 'publicUrl'],
  own_url: ['publicUrl'],
};

const LOOPBACK = /^(?:localhost|127(?:\.\d{1,3}){3}|\[::1\])$/;

const wrongUrl = (typed: string): string | null => {
  const url = URL.parse(typed.trim());
  if (!url) {
    return 'This is no URL. It begins with https:// and a host.';
  }
  if (url.protocol !== 'https:' && !(url.protocol === 'http:' && LOOPBACK.test(url.hostname))) {
    return 'It begins with https://: the platform sends to nothing else.';
  }
  if (url.username !== '' || url.password !== '' || url.search !== '' || url.hash !== '') {
    return 'It holds no user, password, ? or #.';
  }
  return url.pathname.includes('/hooks/')
    ? 'Without the secret path: that is put behind it by itself.'
    : null;
};

const wrongPort = (typed: string): string | null => {
  const port = /^[0-9]{1,5}$/.test(typed.trim()) ? Number(typed) : 0;
  return port >= 1 && port <= 65_535 ? null : 'A port is a number from 1 to 65535.';
};

const wrongWord = (typed: string, missing: string): string | null => {
  const word = typed.trim();
  if (word === '') {
    return missing;
  }
  return /\s|@|\//.test(word) ? 'It holds no blanks, no @ and no /.' : null;
};

const lines = (typed: string): string[] =>
  typed
    .split('\n')
    .map((line) => line.trim())
    .filter((line) => line !== '');

/** What looks like a secret in an argument. Every user of this machine can read those. */
const LIKE_SECRET = /^--?(?:auth-?)?(?:token|password|passwd|secret|api-?key)\b/i;

export const looksSecret = (typed: string): boolean =>
  lines(typed).some((line) => LIKE_SECRET.test(line));

/** What is wrong with a field as typed, before the Rust side is asked; none if nothing is. */
export const wrongIn = (
  provider: WayInProvider,
  field: SetupField,
  typed: Typed,
): string | null => {
  const { publicUrl, urlPattern } = typed;
  switch (field) {
    case 'host':
      return wrongWord(typed.host, 'Name the host, as in hooks.example.com.');
    case 'user':
      return wrongWord(typed.user, 'Name the user on the host whose authorized_keys has the line.');
    case 'port':
      return wrongPort(typed.port);
    case 'listenPort':
      return wrongPort(typed.listenPort);
    case 'domain':
      return typed.domain.trim() === '' ? null : wrongWord(typed.domain, '');
    case 'argv':
      return lines(typed.argv).length === 0 ? 'Name the program, and its arguments below.' : null;
    case 'urlPattern':
      return urlPattern.trim() === '' && publicUrl.trim() === ''
        ? 'Say how its URL is found in what it prints, or give the URL below.'
        : null;
    case 'publicUrl':
      return provider === 'command' && publicUrl.trim() === '' ? null : wrongUrl(publicUrl);
  }
};

/** The set-up that the form makes; none while anything in it is wrong. */
export const setupOf = (provider: WayInProvider, typed: Typed): WayInSetup | null => {
  if (FIELDS[provider].some((field) => wrongIn(provider, field, typed) !== null)) {
    return null;
  }
  const publicUrl = typed.publicUrl.trim();
  switch (provider) {
    case 'ssh':
      return {
        provider,
        host: typed.host.trim(),
        port: Number(typed.port),
        user: typed.user.trim(),
        listenPort: Number(typed.listenPort),
        publicUrl,
      };
    case 'ngrok':
      return { provider, domain: typed.domain.trim() };
    case 'command':
      return { provider, argv: lines(typed.argv), publicUrl, urlPattern: typed.urlPattern.trim() };
    case 'own_url':
      return { provider, publicUrl };
  }
};
