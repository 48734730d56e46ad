import { describe, expect, it } from '@jest/globals';
import type { LocalDate } from '@xianjie/identifiers';
import { sayCount, sayDue } from './say-count.js';

describe('how a limit was counted', () => {
  it.each([
    [{ kind: 'HOURS', n: 24 }, ['HOURS'], '24小时不顺延', '24 hours, not moved over rest days'],
    [{ kind: 'WORKDAYS', n: 15 }, ['WORKDAYS'], '15个工作日', '15 working days'],
    [{ kind: 'CALENDAR', n: 30 }, ['RAW'], '30日不顺延', '30 days, not moved over rest days'],
    [
      { kind: 'MONTHS', n: 3 },
      ['CALENDAR_ROLL'],
      '3个月，末日遇节假日顺延',
      '3 months, moved from a rest day to the next working day',
    ],
    [
      { kind: 'DAYS', n: 3 },
      ['CALENDAR_ROLL', 'WORKDAYS'],
      '3日，按自然日顺延与按工作日两种口径',
      '3 days, by calendar days (moved from a rest day) and by working days',
    ],
  ] as const)('of %j read as %j is said in both languages', (period, readings, zh, en) => {
    expect(sayCount({ period, readings })).toEqual({ zh, en });
  });

  it('tells what moved its end', () => {
    const rule = { period: { kind: 'CALENDAR', n: 90 }, readings: ['RAW'] } as const;
    expect(sayCount(rule, { extended: true, paused: true }).zh).toBe('90日不顺延，已延长，扣除中止期间');
    expect(sayCount(rule, { extended: false, paused: true }).en).toContain(
      'without the time of its suspension',
    );
  });
});

describe('when it ends', () => {
  const day = (alarmOn: string, lateAfter: string) =>
    ({
      kind: 'day',
      alarmOn: alarmOn as LocalDate,
      lateAfter: lateAfter as LocalDate,
      provisional: false,
    }) as const;

  it('is a day, or both where the readings differ', () => {
    expect(sayDue(day('2026-03-04', '2026-03-04'))).toEqual({ zh: '2026年3月4日止', en: 'by 2026-03-04' });
    expect(sayDue(day('2026-10-08', '2026-10-10')).zh).toBe('2026年10月8日（较早口径），最迟2026年10月10日');
  });

  it('is a minute where hours were counted', () => {
    expect(sayDue({ kind: 'moment', dueAt: '2026-03-04T10:05:00+08:00' }).zh).toBe('2026年3月4日 10:05前');
  });
});
