import type { LocalDate } from '@xianjie/identifiers';
import { describe, expect, it } from '@jest/globals';
import { intervalOf, standingOn } from './interval.js';

describe('intervalOf', () => {
  it.each([
    ['', '', [null, '1980-12-31', null, null]],
    ['1985', '', ['1985-01-01', '1985-12-31', null, null]],
    ['', '2010', [null, '1980-12-31', '2009-12-31', '2010-12-30']],
    ['1994', '1994', ['1994-01-01', '1994-12-31', '1993-12-31', '1994-12-30']],
    ['2021-03-11', '2022-01-05', ['2021-03-11', '2021-03-11', '2022-01-05', '2022-01-05']],
    [
      '2021-03-11/2021-04-09',
      '2022-01-05/2022-02-01',
      ['2021-03-11', '2021-04-09', '2022-01-05', '2022-02-01'],
    ],
  ])('reads %j to %j', (from, to, [firstPossible, firstSure, lastSure, lastPossible]) => {
    expect(intervalOf(from, to)).toEqual({ firstPossible, firstSure, lastSure, lastPossible });
  });

  it.each([
    ['85', ''],
    ['2021-3-11', ''],
    ['2021-04-09/2021-03-11', ''],
    ['2021/2022', ''],
    ['', 'never'],
    ['2022', '2021'],
  ])('refuses %j to %j, which data must not hold', (from, to) => {
    expect(() => intervalOf(from, to)).toThrow();
  });
});

describe('standingOn', () => {
  const interval = intervalOf('1985', '2010');
  it.each([
    ['1984-12-31', 'NOT_YET'],
    ['1985-01-01', 'POSSIBLE'],
    ['1985-12-30', 'POSSIBLE'],
    ['1985-12-31', 'SURE'],
    ['2009-12-31', 'SURE'],
    ['2010-01-01', 'POSSIBLE'],
    ['2010-12-30', 'POSSIBLE'],
    ['2010-12-31', 'ENDED'],
  ])('%s is %s for a division of the lists of 1985 to 2009', (day, standing) => {
    expect(standingOn(day as LocalDate, interval)).toBe(standing);
  });
});
