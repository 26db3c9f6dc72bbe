// Times for people: local on the screen, UTC on hover, ages in words. Nothing else is computed.

const DAY_MS = 24 * 60 * 60 * 1000;

const CLOCK = new Intl.DateTimeFormat('en-GB', {
  hour: '2-digit',
  minute: '2-digit',
  second: '2-digit',
  hourCycle: 'h23',
});
const DAY = new Intl.DateTimeFormat('en-GB', { day: 'numeric', month: 'short' });
const YEAR = new Intl.DateTimeFormat('en-GB', { day: 'numeric', month: 'short', year: 'numeric' });
const ZONE = new Intl.DateTimeFormat('en-GB', { timeZoneName: 'short' });

const sameDay = (one: Date, other: Date): boolean =>
  one.getFullYear() === other.getFullYear() &&
  one.getMonth() === other.getMonth() &&
  one.getDate() === other.getDate();

const read = (at: string): Date | null => {
  const time = new Date(at);
  return Number.isNaN(time.getTime()) ? null : time;
};

/** "14:02:11", local. What is no time is shown as it came. */
export const clock = (at: string): string => {
  const time = read(at);
  return time ? CLOCK.format(time) : at;
};

/** The day before the clock, if it is another day than `now`'s: "23 Nov", "23 Nov 2024". */
export const otherDay = (at: string, now: Date): string | null => {
  const time = read(at);
  if (!time || sameDay(time, now)) {
    return null;
  }
  return (time.getFullYear() === now.getFullYear() ? DAY : YEAR).format(time);
};

/** "5 Jan 2026" of a day in UTC, "2026-01-05": a day has no time that could move it. */
export const dayOfYear = (day: string): string => {
  const [year, month, date] = day.split('-').map(Number);
  const time = new Date(year ?? Number.NaN, (month ?? 1) - 1, date ?? 1);
  return Number.isNaN(time.getTime()) ? day : YEAR.format(time);
};

/** "24 Nov 2025, 14:02:11 GMT+1", local with its zone. */
export const full = (at: string): string => {
  const time = read(at);
  if (!time) {
    return at;
  }
  const zone = ZONE.formatToParts(time).find((part) => part.type === 'timeZoneName')?.value ?? '';
  return `${YEAR.format(time)}, ${CLOCK.format(time)} ${zone}`.trim();
};

/** "2025-11-24 13:02:11.482 UTC". */
export const utc = (at: string): string => {
  const time = read(at);
  return time ? `${time.toISOString().replace('T', ' ').replace('Z', '')} UTC` : at;
};

const words = (ms: number): string => {
  const seconds = Math.floor(ms / 1000);
  if (seconds < 60) {
    return `${seconds} s`;
  }
  if (seconds < 3600) {
    return `${Math.floor(seconds / 60)} min`;
  }
  return ms < DAY_MS ? `${Math.floor(seconds / 3600)} h` : `${Math.floor(ms / DAY_MS)} d`;
};

/** "4 s ago", "12 min ago", "3 h ago", "2 d ago". A time ahead of the clock is "just now". */
export const age = (at: string, now: Date): string => {
  const time = read(at);
  if (!time) {
    return at;
  }
  const ms = now.getTime() - time.getTime();
  return ms < 1000 ? 'just now' : `${words(ms)} ago`;
};

/** How long since then: "4 s", "12 min", "3 h", "2 d". Of a time ahead of the clock "0 s". */
export const span = (since: string, now: Date): string => {
  const time = read(since);
  return time ? words(Math.max(0, now.getTime() - time.getTime())) : since;
};

/** "4 s", "12 min", "3 h 12 min", "2 d 3 h" of a number of seconds. */
export const lasted = (seconds: number): string => {
  const [days, hours, minutes] = [seconds / 86_400, (seconds / 3600) % 24, (seconds / 60) % 60].map(
    Math.floor,
  );
  if (days) {
    return hours ? `${days} d ${hours} h` : `${days} d`;
  }
  if (hours) {
    return minutes ? `${hours} h ${minutes} min` : `${hours} h`;
  }
  return minutes ? `${minutes} min` : `${seconds} s`;
};
