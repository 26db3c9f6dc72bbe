// A base URL as a person types it: what it would mean, before the Rust side is asked.

const LOOPBACK = /^(?:localhost|127(?:\.\d{1,3}){3}|\[::1\])$/;

type Read = { origin: string; wrong: null } | { origin: null; wrong: string };

const wrong = (words: string): Read => ({ origin: null, wrong: words });

/** Its scheme, host and port, to which credentials are bound; or what is wrong with it. */
export const readBaseUrl = (typed: string): Read => {
  const url = URL.parse(typed.trim());
  if (!url) {
    return wrong('This is no URL. It begins with https:// and a host.');
  }
  if (url.protocol === 'http:' && !LOOPBACK.test(url.hostname)) {
    return wrong('http is for this machine alone: elsewhere key and secret would be readable.');
  }
  if (url.protocol !== 'https:' && url.protocol !== 'http:') {
    return wrong('It begins with https://.');
  }
  if (url.username !== '' || url.password !== '') {
    return wrong('Key and secret do not stand in the URL: they have fields of their own.');
  }
  if (url.search !== '' || url.hash !== '') {
    return wrong('It ends with its path: no ? and no # in it.');
  }
  return { origin: url.origin, wrong: null };
};
