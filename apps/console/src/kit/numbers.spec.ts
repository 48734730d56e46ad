import { describe, expect, it } from '@jest/globals';
import { grouped, sizeText } from './numbers.js';

describe('a number in groups', () => {
  it.each([
    ['91330100799655058B', 'credit-code', ['91', '330100', '799655058', 'B']],
    ['202010566088.9', 'patent', ['2020', '1', '0566088.9']],
    ['85100001.0', 'patent', ['85', '1', '00001.0']],
    ['浙知案〔2026〕1号', 'plain', ['浙知案〔2026〕1号']],
    ['too-short', 'credit-code', ['too-short']],
    ['12345', 'patent', ['12345']],
  ] as const)('%s is %j', (number, kind, groups) => {
    expect(grouped(number, kind)).toEqual(groups);
    expect(grouped(number, kind).join('')).toBe(number);
  });
});

it.each([
  [0, '0 B'],
  [1023, '1023 B'],
  [1536, '1.5 KB'],
  [5 * 1024 ** 2, '5.0 MB'],
])('%d bytes are %s', (bytes, text) => expect(sizeText(bytes)).toBe(text));
