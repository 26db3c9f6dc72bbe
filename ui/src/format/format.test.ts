// Times and counts as they are read; the tests run in Lagos, one hour ahead of UTC.

import { describe, expect, it } from 'vitest';
import { bytes, count, counted } from './count';
import { short } from './short';
import { age, clock, full, lasted, otherDay, span, utc } from './time';

const AT = '2026-01-05T13:02:11.482Z';
const now = (at: string) => new Date(at);

describe('a time', () => {
  it('is local on the screen and UTC on hover', () => {
    expect(clock(AT)).toBe('14:02:11');
    expect(full(AT)).toBe('5 Jan 2026, 14:02:11 GMT+1');
    expect(utc(AT)).toBe('2026-01-05 13:02:11.482 UTC');
  });

  it('that passed is told in its two largest units', () => {
    expect([4, 59, 60, 2400, 3600, 11_520, 86_400, 97_200].map(lasted)).toEqual([
      '4 s',
      '59 s',
      '1 min',
      '40 min',
      '1 h',
      '3 h 12 min',
      '1 d',
      '1 d 3 h',
    ]);
  });

  it('bears its day only if it is another one here, not in UTC', () => {
    expect(otherDay(AT, now('2026-01-05T20:00:00Z'))).toBeNull();
    expect(otherDay('2026-01-05T23:30:00Z', now('2026-01-06T00:30:00Z'))).toBeNull();
    expect(otherDay(AT, now('2026-01-06T20:00:00Z'))).toBe('5 Jan');
    expect(otherDay(AT, now('2027-01-06T20:00:00Z'))).toBe('5 Jan 2026');
  });

  it('has an age in words, and none that is negative', () => {
    expect(age(AT, now('2026-01-05T13:02:15.482Z'))).toBe('4 s ago');
    expect(age(AT, now('2026-01-05T13:14:11.482Z'))).toBe('12 min ago');
    expect(age(AT, now('2026-01-05T16:02:11.482Z'))).toBe('3 h ago');
    expect(age(AT, now('2026-01-07T16:02:11.482Z'))).toBe('2 d ago');
    expect(age(AT, now('2026-01-05T13:02:00Z'))).toBe('just now');
  });

  it('has a span up to now, and none that is negative', () => {
    expect(span(AT, now('2026-01-05T13:14:11.482Z'))).toBe('12 min');
    expect(span(AT, now('2026-01-07T16:02:11.482Z'))).toBe('2 d');
    expect(span(AT, now('2026-01-05T13:02:00Z'))).toBe('0 s');
    expect(span('soon', now(AT))).toBe('soon');
  });

  it('that is none is shown as it came', () => {
    expect([clock('soon'), full('soon'), utc('soon'), age('soon', now(AT))]).toEqual([
      'soon',
      'soon',
      'soon',
      'soon',
    ]);
  });
});

it('counts are grouped and agree with their noun', () => {
  expect(count(48211)).toBe('48,211');
  expect(counted(1, 'entry', 'entries')).toBe('1 entry');
  expect(counted(0, 'entry', 'entries')).toBe('0 entries');
  expect([bytes(312), bytes(4200)]).toEqual(['312 B', '4.1 KB']);
});

it('a short id keeps its beginning and says that it goes on', () => {
  expect(short('fa8ff1ec-0b62')).toBe('fa8ff1ec…');
  expect(short('fa8ff1ec')).toBe('fa8ff1ec');
});
