import { describe, expect, it } from '@jest/globals';
import { Calendar, checkPeriod, due, dueDates, type Period, PeriodSchema } from './index.js';

const calendar = Calendar.official();
const days: Period = { kind: 'DAYS', n: 3 };
const hours: Period = { kind: 'HOURS', n: 24 };

describe('a refusal tells people why, in both languages', () => {
  it.each([
    [
      () => checkPeriod({ kind: 'DAYS', n: 0 }),
      'period.invalid',
      'A period is one of DAYS, CALENDAR, WORKDAYS, MONTHS, HOURS with a whole count from 1 to a century',
      '期限须为 DAYS、CALENDAR、WORKDAYS、MONTHS、HOURS 之一，数值为不小于1且不超过一百年的整数',
    ],
    [
      () => due(calendar, '2026-03-04T08:00Z', [days, hours]),
      'period.mixed',
      'A limit has 1 to 20 periods; hours are not joined with days',
      '期限须由1至20段组成，小时不得与日、月合并计算',
    ],
    [
      () => due(calendar, '2026-03-04', days, { pauses: [{ from: '2026-03-06', to: '2026-03-05' }] }),
      'pause.out-of-order',
      'Pauses follow one another and end after they begin',
      '中止期间须依次排列，且结束不早于开始',
    ],
    [
      () => dueDates(calendar, '2026-03-04', hours),
      'instant.form',
      'Must be a moment with its offset such as 2026-03-06T16:30:00+08:00',
      '时刻格式应如 2026-03-06T16:30:00+08:00，须带时区偏移',
    ],
    [
      () => dueDates(calendar, '9999-12-31T23:00:00+08:00', hours),
      'instant.too-late',
      'The moment lies beyond the year 9999',
      '时刻超出9999年',
    ],
    [
      () => dueDates(calendar, '3000-01-01', days),
      'period.start-too-late',
      'A period begins until 2999-12-31',
      '期限起算日不得晚于 2999-12-31',
    ],
    [
      () => dueDates(calendar, '2026-02-30', days),
      'local-date.no-such-day',
      'The calendar has no such day',
      '日期不存在',
    ],
  ])('%# %s', (ask, code, message, zh) => {
    expect(ask).toThrow(expect.objectContaining({ kind: 'invalid', code, message, zh }));
  });

  it('of a period names its field and its rule', () => {
    expect(PeriodSchema.safeParse({ kind: 'MONTHS', n: 1201 }).error?.issues).toEqual([
      expect.objectContaining({
        path: ['n'],
        message: 'Longer than a century',
        params: { rule: 'period.too-long', zh: '期限超过一百年' },
      }),
    ]);
  });
});
