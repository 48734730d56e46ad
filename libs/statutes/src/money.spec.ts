import { describe, expect, it } from '@jest/globals';
import { fenOfYuan, yuanOfFen } from './index.js';
import { AmountSchema, checkFen, formatYuan } from './money.js';

describe('fenOfYuan', () => {
  it.each([
    [0, 0n],
    [200000, 20_000_000n],
    [0.1, 10n],
    [199999.99, 19_999_999n],
    ['12.5', 1250n],
    [' 7 ', 700n],
    ['999999999999999.99', 99_999_999_999_999_999n],
  ])('of %p is %p', (amount, fen) => {
    expect(fenOfYuan(amount)).toBe(fen);
  });

  it.each([
    -1,
    '-0.01',
    0.001,
    '1.234',
    Number.NaN,
    Infinity,
    1e21,
    '',
    '1,000',
    '1.',
    '.5',
    'x1',
    '1x',
    '1000000000000000',
  ])('refuses %p', (amount) => {
    expect(() => fenOfYuan(amount)).toThrow(
      expect.objectContaining({
        kind: 'invalid',
        code: 'statutes.amount',
        zh: expect.stringMatching('金额'),
      }),
    );
  });
});

it('fenOfYuan names the amount in its issue', () => {
  expect(() => fenOfYuan(-1)).toThrow(
    expect.objectContaining({ issues: [expect.objectContaining({ field: 'amount' })] }),
  );
});

describe('checkFen', () => {
  it('lets 0 pass, and names the field that is negative', () => {
    expect(checkFen(0n, 'gain')).toBe(0n);
    expect(() => checkFen(-1n, 'gain')).toThrow(
      expect.objectContaining({
        issues: [expect.objectContaining({ field: 'gain', rule: 'statutes.amount' })],
      }),
    );
  });

  it('refuses a number, which would be taken for fen', () => {
    expect(() => checkFen(5 as unknown as bigint, 'gain')).toThrow('An amount is not negative');
  });
});

it('yuanOfFen is exact to the fen', () => {
  expect(yuanOfFen(19_999_999n)).toBe(199999.99);
});

describe('formatYuan', () => {
  it.each([
    [0n, '0'],
    [99n, '0.99'],
    [5n, '0.05'],
    [100n, '1'],
    [99_900n, '999'],
    [100_000n, '1,000'],
    [123_456_789n, '1,234,567.89'],
    [10_000_000_000n, '100,000,000'],
  ])('of %p fen is %s', (fen, text) => {
    expect(formatYuan(fen)).toBe(text);
  });
});

describe('an amount in configuration', () => {
  it.each([
    ['250000元', 25_000_000n],
    ['0.5元', 50n],
    ['1.25元', 125n],
  ])('%s is %p fen', (text, fen) => {
    expect(AmountSchema.parse(text)).toBe(fen);
  });

  it.each(['250000', '250000分', '25万元', '-1元', 'x1元', '1元x', '1.234元', 250000, 250000n])(
    'is not %p',
    (value) => {
      expect(AmountSchema.safeParse(value).success).toBe(false);
    },
  );
});
