// A typed base URL: its origin, or what is wrong with it.

import { expect, it } from 'vitest';
import { readBaseUrl } from './baseUrl';

it('has its scheme, host and port as its origin', () => {
  expect(readBaseUrl('https://API.example.test:8443/bpapi').origin).toBe(
    'https://api.example.test:8443',
  );
  expect(readBaseUrl(' https://a.test/x ').origin).toBe('https://a.test');
  expect(readBaseUrl('http://127.0.0.1:9000').origin).toBe('http://127.0.0.1:9000');
  expect(readBaseUrl('http://[::1]:9000/bpapi').origin).toBe('http://[::1]:9000');
});

it.each([
  ['', 'no URL'],
  ['api.example.test', 'no URL'],
  ['http://api.example.test', 'this machine alone'],
  ['http://127.0.0.1.example.test', 'this machine alone'],
  ['ftp://a.test', 'https://'],
  ['https://key:secret@a.test', 'fields of their own'],
  ['https://a.test/?x=1', 'no ?'],
  ['https://a.test/#x', 'no #'],
])('that can’t be one is refused: %s', (typed, words) => {
  const read = readBaseUrl(typed);
  expect(read.origin).toBeNull();
  expect(read.wrong).toContain(words);
});
