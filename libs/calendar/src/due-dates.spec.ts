import { describe, expect, it } from '@jest/globals';
import type { LocalDate } from '@xianjie/identifiers';
import {
  addMonths,
  Calendar,
  checkPeriod,
  due,
  dueDates,
  LONGEST,
  type Period,
  type PeriodKind,
} from './index.js';

const official = Calendar.official();
const day = (text: string) => text as LocalDate;
const period = (text: string): Period => {
  const [n = '', kind = ''] = text.split(' ');
  return { kind: kind as PeriodKind, n: Number(n) };
};
const codeOf = (work: () => unknown) => {
  try {
    return JSON.stringify(work());
  } catch (error) {
    return (error as { code?: string }).code;
  }
};

describe('dueDates', () => {
  it.each([
    ['2026-03-04', '3 DAYS', { CALENDAR_ROLL: '2026-03-09', WORKDAYS: '2026-03-09' }],
    ['2026-03-06', '1 DAYS', { CALENDAR_ROLL: '2026-03-09', WORKDAYS: '2026-03-09' }],
    ['2026-09-18', '2 DAYS', { CALENDAR_ROLL: '2026-09-20', WORKDAYS: '2026-09-21' }], // Sunday 20 is worked
    ['2026-12-28', '3 DAYS', { CALENDAR_ROLL: '2026-12-31', WORKDAYS: '2026-12-31' }],
    ['2026-01-20', '30 CALENDAR', { raw: '2026-02-19', CALENDAR_ROLL: '2026-02-24' }],
    ['2026-12-30', '1 CALENDAR', { raw: '2026-12-31', CALENDAR_ROLL: '2026-12-31' }],
    ['1999-01-01', '2000 CALENDAR', { raw: '2004-06-23', CALENDAR_ROLL: '2004-06-23' }],
    ['2026-04-30', '3 WORKDAYS', { WORKDAYS: '2026-05-08' }],
    ['2003-12-31', '1 WORKDAYS', { WORKDAYS: '2004-01-02' }],
    ['2024-02-29', '12 MONTHS', { raw: '2025-02-28', CALENDAR_ROLL: '2025-02-28' }],
    ['2026-08-31', '1 MONTHS', { raw: '2026-09-30', CALENDAR_ROLL: '2026-09-30' }],
    ['2025-11-30', '3 MONTHS', { raw: '2026-02-28', CALENDAR_ROLL: '2026-02-28' }],
  ])('%s and %s', (start, limit, expected) => {
    expect(dueDates(official, start, period(limit))).toEqual(expected);
  });

  it.each([
    ['2026-12-30', '3 DAYS'], // the roll needs 2027
    ['2026-12-29', '3 DAYS'],
    ['2026-12-25', '7 CALENDAR'],
    ['2026-12-31', '1 WORKDAYS'],
    ['2026-12-01', '1 MONTHS'],
    ['2027-03-01', '1 DAYS'],
    ['2003-12-01', '3 DAYS'],
  ])('%s and %s is refused: it needs a day that is not loaded', (start, limit) => {
    expect(codeOf(() => dueDates(official, start, period(limit)))).toBe('calendar.not-loaded');
  });

  it('takes the day that a moment has in China', () => {
    const expected = { WORKDAYS: '2026-03-06' };
    const one = period('1 WORKDAYS');
    expect(dueDates(official, '2026-03-04T16:00:00Z', one)).toEqual(expected);
    expect(dueDates(official, '2026-03-05T23:59:59.999+08:00', one)).toEqual(expected);
    expect(dueDates(official, '2026-03-04T10:00:00-06:00', one)).toEqual(expected);
    expect(dueDates(official, '2026-03-04T15:59:59Z', one)).toEqual({ WORKDAYS: '2026-03-05' });
    expect(dueDates(official, '2026年3月5日', one)).toEqual(expected);
  });
});

describe('hours run by the clock', () => {
  it.each([
    ['2026-12-31T08:00:00+08:00', 24, '2027-01-01T08:00:00+08:00'],
    ['2026-03-06T08:30:00Z', 24, '2026-03-07T16:30:00+08:00'],
    ['2026-03-06t08:30:00z', 1, '2026-03-06T17:30:00+08:00'],
    ['2026-03-06 16:30+08:00', 1, '2026-03-06T17:30:00+08:00'],
    ['2026-03-06T16:30:59.250+0800', 1, '2026-03-06T17:30:59.250+08:00'],
    ['2026-03-06T16:30:59.000+08:00', 1, '2026-03-06T17:30:59+08:00'],
    ['2026-03-06T16:30:59.123456789+08:00', 1, '2026-03-06T17:30:59.123456789+08:00'],
    ['2026-03-06T00:00:00-05:30', 2, '2026-03-06T15:30:00+08:00'],
    ['2026-03-06T00:00:00+05:30', 2, '2026-03-06T04:30:00+08:00'],
    ['2024-02-28T12:00:00+08:00', 24, '2024-02-29T12:00:00+08:00'],
    ['1988-07-01T12:00:00+09:00', 1, '1988-07-01T12:00:00+08:00'],
    ['1000-01-01T00:00:00+08:00', 1, '1000-01-01T01:00:00+08:00'],
    ['9999-12-31T22:59:59+08:00', 1, '9999-12-31T23:59:59+08:00'],
  ])('%s and %s hours is %s', (start, n, expected) => {
    expect(dueDates(official, start, { kind: 'HOURS', n })).toEqual({ due: expected });
    expect(due(official, start, { kind: 'HOURS', n })).toEqual({ kind: 'moment', dueAt: expected });
  });

  it.each([
    ['2026-03-06', 'local-date'],
    ['2026-03-06T16:30:00', 'instant.form'],
    ['2026-03-06T24:00:00+08:00', 'instant.form'],
    ['2026-03-06T23:60:00+08:00', 'instant.form'],
    ['2026-03-06T23:59:60+08:00', 'instant.form'],
    ['2026-03-06T16:30:00+24:00', 'instant.form'],
    ['2026-03-06T16:30:00+08:60', 'instant.form'],
    ['2026-02-29T16:30:00+08:00', 'instant.form'],
    ['2026-3-6T16:30:00+08:00', 'instant.form'],
    ['x2026-03-06T16:30:00+08:00', 'instant.form'],
    ['2026-03-06T16:30:00+08:00x', 'instant.form'],
    ['2026-03-06T16:30:00.1234567890+08:00', 'instant.form'],
    ['', 'instant.form'],
    ['9999-12-31T23:00:00+08:00', 'instant.too-late'],
    ['9999-12-31T23:00:00-01:00', 'instant.too-late'],
  ])('from %j is refused: %s', (start, code) => {
    const asked = codeOf(() => dueDates(official, start, { kind: 'HOURS', n: 1 }));
    expect(asked).toBe(code === 'local-date' ? 'instant.form' : code);
  });
});

describe('a start or a period that is none', () => {
  it.each([
    ['2026-02-30', 'local-date.no-such-day'],
    ['tomorrow', 'local-date.form'],
    ['', 'local-date.form'],
    ['x'.repeat(300), 'local-date.not-text'],
    ['2026-02-03T10:00', 'instant.form'],
    ['3000-01-01', 'period.start-too-late'],
    ['9999-12-31', 'period.start-too-late'],
    ['2999-12-31', 'calendar.not-loaded'],
  ])('start %s: %s', (start, code) => {
    for (const kind of ['DAYS', 'CALENDAR', 'WORKDAYS', 'MONTHS'] as const) {
      expect(codeOf(() => dueDates(official, start, { kind, n: 1 }))).toBe(code);
    }
  });

  it.each([
    { kind: 'DAYS', n: 0 },
    { kind: 'DAYS', n: -1 },
    { kind: 'CALENDAR', n: 1.5 },
    { kind: 'WORKDAYS', n: Number.NaN },
    { kind: 'HOURS', n: Infinity },
    { kind: 'MONTHS', n: '3' },
    { kind: 'YEARS', n: 1 },
    { kind: 'DAYS' },
    null,
  ])('period %j', (value) => {
    const asked = [checkPeriod, (each: Period) => dueDates(official, '2026-03-04', each)];
    expect(asked.map((ask) => codeOf(() => ask(value as Period)))).toEqual([
      'period.invalid',
      'period.invalid',
    ]);
  });

  it.each(Object.entries(LONGEST))('%s beyond a century', (kind, n) => {
    const longest = { kind: kind as PeriodKind, n };
    expect(checkPeriod(longest)).toEqual(longest);
    expect(codeOf(() => checkPeriod({ ...longest, n: n + 1 }))).toBe('period.invalid');
    expect(['DAYS', 'CALENDAR'].includes(kind) ? n : 36_525).toBe(36_525);
  });
});

describe('addMonths', () => {
  it.each([
    ['2026-01-31', 1, '2026-02-28'],
    ['2024-01-31', 1, '2024-02-29'],
    ['1900-01-31', 1, '1900-02-28'],
    ['2000-01-31', 1, '2000-02-29'],
    ['2026-12-15', 1, '2027-01-15'],
    ['2026-11-30', 1, '2026-12-30'],
    ['2026-01-15', -1, '2025-12-15'],
    ['2026-03-31', -1, '2026-02-28'],
    ['2026-05-31', 0, '2026-05-31'],
  ])('%s and %s months is %s', (date, months, expected) => {
    expect(addMonths(day(date), months)).toBe(expected);
  });
});
