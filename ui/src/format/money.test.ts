// Amounts keep every digit, whatever stands in them.

import { expect, it } from 'vitest';
import { grouped } from './money';

it('groups the digits before the point, and changes none', () => {
  const pairs = {
    '0': '0',
    '999': '999',
    '1000': '1,000',
    '100000.0': '100,000.0',
    '-1234567.10': '-1,234,567.10',
    '0.30000000000000004': '0.30000000000000004',
    '0.000000000000000001': '0.000000000000000001',
    '12345678901234567890123456789012345678': '12,345,678,901,234,567,890,123,456,789,012,345,678',
    '0001234': '0,001,234',
  };
  for (const [text, read] of Object.entries(pairs)) {
    expect(grouped(text)).toBe(read);
    expect(grouped(text).replaceAll(',', '')).toBe(text);
  }
});

it('leaves what is no amount as it came', () => {
  for (const text of ['', 'null', '1e5', '1,000', '.5', '5.', ' 1', '١٢٣٤', '1000 USD']) {
    expect(grouped(text)).toBe(text);
  }
});
