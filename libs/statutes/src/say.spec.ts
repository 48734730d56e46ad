import { describe, expect, it } from '@jest/globals';
import { sayPeriod, sayPeriods, sayRule } from './index.js';
import { sayTogether } from './say.js';

describe('sayPeriod', () => {
  it.each([
    [{ kind: 'DAYS', n: 3 }, '3日', '3 days'],
    [{ kind: 'CALENDAR', n: 90 }, '90日', '90 days'],
    [{ kind: 'WORKDAYS', n: 20 }, '20个工作日', '20 working days'],
    [{ kind: 'MONTHS', n: 1 }, '1个月', '1 month'],
    [{ kind: 'HOURS', n: 24 }, '24小时', '24 hours'],
  ] as const)('%p', (period, zh, en) => {
    expect(sayPeriod(period)).toEqual({ zh, en });
  });

  it('joins periods that follow each other', () => {
    expect(
      sayPeriods([
        { kind: 'MONTHS', n: 1 },
        { kind: 'CALENDAR', n: 15 },
      ]),
    ).toEqual({ zh: '1个月加15日', en: '1 month and 15 days' });
  });
});

const row = (params: object, zh: string, en = zh) => ({
  validFrom: '2020-01-01',
  validTo: null,
  params,
  basis: '',
  certainty: 'VERIFIED' as const,
  zh,
  en,
});

describe('sayRule', () => {
  it('fills amounts, numbers, words, periods and lists of periods in', () => {
    const params = {
      gain: 100_000_00n,
      times: 5,
      word: 'X',
      period: { kind: 'DAYS', n: 3 },
      to: [{ kind: 'MONTHS', n: 2 }],
    };
    expect(sayRule(row(params, '{gain} {times} {word} {period} {to}'))).toEqual({
      zh: '100,000元 5 X 3日 2个月',
      en: '100,000 yuan 5 X 3 days 2 months',
    });
  });

  it.each([
    ['that is missing', {}],
    ['that is null', { gain: null }],
    ['that is no figure', { gain: { zh: '' } }],
    ['that is half a period', { gain: { n: 3 } }],
    ['that is the other half', { gain: { kind: 'DAYS' } }],
  ])('does not say a figure %s', (_name, params) => {
    expect(() => sayRule(row(params, '{gain}'))).toThrow('a figure that its params do not hold');
  });

  it('of several lines says one after the other', () => {
    expect(sayTogether([row({}, '甲', 'a'), row({}, '乙', 'b')])).toEqual({ zh: '甲；乙', en: 'a; b' });
  });
});
