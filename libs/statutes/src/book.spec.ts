import { describe, expect, it } from '@jest/globals';
import { z } from 'zod';
import { NEWEST, StatuteBook } from './book.js';
import { ruleName, rulesOf, ruleTable } from './rule.js';

const text = { zh: '甲', en: 'a' };
const row = (validFrom: string, validTo: string | null, n: number) => ({
  ...{ validFrom, validTo, params: { n }, basis: '法', certainty: 'RECALLED' as const },
  ...text,
});
const table = ruleTable<{ readonly n: number }>({
  subject: text,
  chosenBy: text,
  figures: z.strictObject({ n: z.int() }),
})({
  A: [row('2020-01-01', '2020-12-31', 1), row('2021-01-01', null, 2)],
  B: [row('2020-01-01', '2020-06-30', 3)],
});
const book = new StatuteBook([table]);

describe('a book', () => {
  it.each([
    ['2019-12-31', undefined],
    ['2020-01-01', 1],
    ['2020-12-31', 1],
    ['2021-01-01', 2],
    [NEWEST, 2],
  ])('finds on %s the line of that day: %p', (day, n) => {
    expect(book.find(table, 'A', day)?.params.n).toBe(n);
  });

  it('has no line after one that ended', () => {
    expect(book.find(table, 'B', '2020-06-30')?.params.n).toBe(3);
    expect(() => book.at(table, 'B', '2020-07-01')).toThrow(
      expect.objectContaining({
        message: 'No rule B is known for 2020-07-01, only from 2020-01-01 to 2020-06-30',
        zh: '2020-07-01 没有可适用的规则 B，只有自 2020-01-01 起至 2020-06-30 止的规则',
      }),
    );
  });

  it('gives each line its key, and names it by its first day', () => {
    expect(rulesOf(table).map(ruleName)).toEqual(['A@2020-01-01', 'A@2021-01-01', 'B@2020-01-01']);
  });

  it('lists every line, none of them overridden', () => {
    expect(book.linesOf(table).map(({ params, overridden }) => [params.n, overridden])).toEqual([
      [1, false],
      [2, false],
      [3, false],
    ]);
  });
});

describe('a book with an override', () => {
  const override = {
    ...{ key: 'A', validFrom: '2021-01-01', was: { n: 2 }, now: { n: 9 }, basis: '新法' },
    ...{ certainty: 'VERIFIED_SECONDARY' as const, by: '甲', reason: '乙' },
  };
  const overridden = new StatuteBook([table], [override]);

  it('answers with its figures, basis and certainty', () => {
    expect(overridden.at(table, 'A', '2021-01-01')).toMatchObject({
      ...{ key: 'A', validFrom: '2021-01-01', params: { n: 9 }, basis: '新法' },
      ...{ certainty: 'VERIFIED_SECONDARY', overridden: true },
    });
  });

  it('leaves the other lines of the key, and the table itself, as they are', () => {
    expect(overridden.at(table, 'A', '2020-12-31')).toMatchObject({
      params: { n: 1 },
      basis: '法',
      overridden: false,
    });
    expect(book.at(table, 'A', '2021-01-01')).toMatchObject({ params: { n: 2 }, overridden: false });
  });
});
