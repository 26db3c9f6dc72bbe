// The forms of the ways in: what is refused before the Rust side is asked, and what they make.

import { describe, expect, it } from 'vitest';
import { SSH } from '../../testing/wayIn';
import { looksSecret, setupOf, typedOf, wrongIn } from './setup';

const ssh = typedOf(SSH);

describe('the form of a way in', () => {
  it('makes the set-up that it was filled from', () => {
    expect(setupOf('ssh', ssh)).toEqual(SSH);
    const command = {
      provider: 'command',
      argv: ['cloudflared', 'tunnel', '--url', 'http://{address}'],
      publicUrl: '',
      urlPattern: 'https://.+',
    } as const;
    expect(setupOf('command', typedOf({ ...command, argv: [...command.argv] }))).toEqual(command);
    expect(setupOf('ngrok', typedOf(null))).toEqual({ provider: 'ngrok', domain: '' });
    const own = { provider: 'own_url', publicUrl: 'https://acme.example' } as const;
    expect(setupOf('own_url', typedOf(own))).toEqual(own);
  });

  it.each([
    ['', /This is no URL/],
    ['hooks.example.com', /This is no URL/],
    ['http://hooks.example.com', /begins with https/],
    ['https://me:word@hooks.example.com', /no user, password/],
    ['https://hooks.example.com/?a=1', /no user, password/],
    ['https://hooks.example.com/hooks/8c1d', /Without the secret path/],
  ])('refuses %j as a public URL', (publicUrl, why) => {
    expect(wrongIn('ssh', 'publicUrl', { ...ssh, publicUrl })).toMatch(why);
    expect(setupOf('ssh', { ...ssh, publicUrl })).toBeNull();
  });

  it('takes http for this machine alone', () => {
    const publicUrl = 'http://127.0.0.1:8080';
    expect(wrongIn('own_url', 'publicUrl', { ...ssh, publicUrl })).toBeNull();
  });

  it.each(['', '0', '65536', '22a', '-1', '1.5'])('refuses %j as a port', (port) => {
    expect(wrongIn('ssh', 'port', { ...ssh, port })).toMatch(/1 to 65535/);
    expect(wrongIn('ssh', 'listenPort', { ...ssh, listenPort: port })).toMatch(/1 to 65535/);
  });

  it('refuses a host with a user in it, and a missing user', () => {
    expect(wrongIn('ssh', 'host', { ...ssh, host: 'me@hooks' })).toMatch(/no @/);
    expect(wrongIn('ssh', 'user', { ...ssh, user: ' ' })).toMatch(/Name the user/);
  });

  it('wants to know how the URL of a command is found, or the URL itself', () => {
    const typed = { ...typedOf(null), urlPattern: '' };
    expect(wrongIn('command', 'urlPattern', typed)).toMatch(/how its URL is found/);
    const given = { ...typed, publicUrl: 'https://acme.example' };
    expect(wrongIn('command', 'urlPattern', given)).toBeNull();
    expect(setupOf('command', { ...given, argv: ' \n ' })).toBeNull();
  });

  it('notices arguments that look like a secret', () => {
    expect(looksSecret('ngrok\nhttp\n--authtoken=2abc')).toBe(true);
    expect(looksSecret('tool\n--password\nhunter2')).toBe(true);
    expect(looksSecret('cloudflared\ntunnel\n--url\nhttp://{address}')).toBe(false);
  });
});
