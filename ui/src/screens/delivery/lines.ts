// A raw body as lines to read: its own, or one a field where it has none.

import type { Segment } from '../../ipc/bindings/Segment';

export type Line = { number: number; pieces: Segment[] };

const split = (segments: Segment[]): Segment[][] => {
  const lines: Segment[][] = [[]];
  for (const segment of segments) {
    segment.text.split('\n').forEach((text, index) => {
      if (index > 0) {
        lines.push([]);
      }
      if (text !== '') {
        lines.at(-1)?.push({ ...segment, text });
      }
    });
  }
  return lines;
};

const byField = (segments: Segment[]): Segment[][] => {
  const lines: Segment[][] = [[]];
  for (const segment of segments) {
    lines.at(-1)?.push(segment);
    if (segment.field !== null) {
      lines.push([]);
    }
  }
  return lines.filter((pieces) => pieces.length > 0);
};

/** Whether the lines are ours: the body itself has no line break. */
export const isOneLine = (segments: Segment[]): boolean =>
  segments.length > 1 && !segments.some((segment) => segment.text.trimEnd().includes('\n'));

export const toLines = (segments: Segment[]): Line[] =>
  (isOneLine(segments) ? byField(segments) : split(segments)).map((pieces, index) => ({
    number: index + 1,
    pieces,
  }));

/** Bytes in rows of sixteen: offset, hexadecimal, readable characters. */
export const hexRows = (hex: string): { offset: string; hex: string; text: string }[] => {
  const pairs = hex.match(/../g) ?? [];
  const rows = [];
  for (let start = 0; start < pairs.length; start += 16) {
    const row = pairs.slice(start, start + 16);
    const text = row.map((pair) => {
      const byte = Number.parseInt(pair, 16);
      return byte >= 0x20 && byte < 0x7f ? String.fromCharCode(byte) : '·';
    });
    rows.push({
      offset: start.toString(16).padStart(4, '0'),
      hex: `${row.slice(0, 8).join(' ')}  ${row.slice(8).join(' ')}`,
      text: text.join(''),
    });
  }
  return rows;
};
