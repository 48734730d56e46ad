import { describe, expect, it } from '@jest/globals';
import type { DocumentNumber, LocalDate } from '@xianjie/identifiers';
import {
  addMonths,
  Calendar,
  checkPeriod,
  due,
  dueDates,
  LONGEST,
  type Pause,
  type Period,
  type PeriodKind,
  provisionalDue,
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

describe('due', () => {
  it.each([
    // the earlier reading is warned of, the later one makes late
    ['2026-09-30', '3 DAYS', '2026-10-08', '2026-10-10'],
    ['2026-02-13', '3 DAYS', '2026-02-24', '2026-02-25'],
    ['2026-01-20', '30 CALENDAR', '2026-02-19', '2026-02-24'],
    ['2026-07-01', '3 MONTHS', '2026-10-01', '2026-10-08'],
    ['2026-02-06', '20 WORKDAYS', '2026-03-12', '2026-03-12'],
    // Sunday 20 September is worked: fewer calendar days than working days
    ['2026-09-18', '2 DAYS', '2026-09-20', '2026-09-21'],
  ])('%s and %s: warned on %s, late after %s', (start, limit, alarmOn, lateAfter) => {
    const expected = { kind: 'day', alarmOn, lateAfter, provisional: false };
    expect(due(official, start, period(limit))).toEqual(expected);
    expect(provisionalDue(official, start, [period(limit)])).toEqual(expected);
  });

  it.each([
    ['an extension', '2025-12-31', ['2 MONTHS', '15 CALENDAR'], '2026-03-15', '2026-03-16'],
    [
      'working days and more of them',
      '2026-02-06',
      ['15 WORKDAYS', '5 WORKDAYS'],
      '2026-03-12',
      '2026-03-12',
    ],
    ['days in either reading', '2026-09-28', ['2 DAYS', '1 DAYS'], '2026-10-08', '2026-10-08'],
    ['days and calendar days', '2026-09-30', ['3 DAYS', '1 CALENDAR'], '2026-10-08', '2026-10-12'],
  ])('runs %s one after the other', (_name, start, limits, alarmOn, lateAfter) => {
    expect(due(official, start, limits.map(period))).toMatchObject({ alarmOn, lateAfter });
  });

  it.each([[[]], [['3 DAYS', '24 HOURS']], [['24 HOURS', '3 DAYS']]])('refuses %j as a budget', (limits) => {
    expect(codeOf(() => due(official, '2026-03-04T08:00Z', limits.map(period)))).toBe('period.mixed');
  });

  it('runs up to 20 periods', () => {
    const days = (n: number) => Array.from({ length: n }, () => period('1 CALENDAR'));
    expect(due(official, '2026-03-02', days(20))).toMatchObject({ alarmOn: '2026-03-22' });
    expect(codeOf(() => due(official, '2026-03-02', days(21)))).toBe('period.mixed');
  });

  it('adds hours to hours', () => {
    expect(due(official, '2026-03-06T16:30:00+08:00', [period('24 HOURS'), period('12 HOURS')])).toEqual({
      kind: 'moment',
      dueAt: '2026-03-08T04:30:00+08:00',
    });
  });
});

describe('a pause does not count', () => {
  const pause = (from: string, to: string): Pause => ({ from, to });
  const dueOf = (start: string, limits: string[], ...pauses: Pause[]) => {
    const answer = due(official, start, limits.map(period), pauses);
    return answer.kind === 'day' ? [answer.alarmOn, answer.lateAfter] : answer.dueAt;
  };

  it.each([
    [
      'CALENDAR',
      '2026-03-02',
      '10 CALENDAR',
      [pause('2026-03-05', '2026-03-09')],
      ['2026-03-16', '2026-03-16'],
    ],
    ['MONTHS', '2026-03-02', '1 MONTHS', [pause('2026-03-05', '2026-03-09')], ['2026-04-06', '2026-04-07']],
    [
      'WORKDAYS',
      '2026-03-02',
      '5 WORKDAYS',
      [pause('2026-03-05', '2026-03-12')],
      ['2026-03-16', '2026-03-16'],
    ],
    [
      'two pauses',
      '2026-03-02',
      '5 WORKDAYS',
      [pause('2026-03-03', '2026-03-05'), pause('2026-03-06', '2026-03-10')],
      ['2026-03-13', '2026-03-13'],
    ],
    ['DAYS', '2026-03-02', '3 DAYS', [pause('2026-03-04', '2026-03-06')], ['2026-03-09', '2026-03-09']],
    [
      'a pause of no day',
      '2026-03-02',
      '5 WORKDAYS',
      [pause('2026-03-05', '2026-03-05')],
      ['2026-03-09', '2026-03-09'],
    ],
    [
      'from the first day',
      '2026-03-02',
      '5 WORKDAYS',
      [pause('2026-03-02', '2026-03-09')],
      ['2026-03-16', '2026-03-16'],
    ],
    [
      'from the last day, worked',
      '2026-03-02',
      '5 WORKDAYS',
      [pause('2026-03-09', '2026-03-14')],
      ['2026-03-16', '2026-03-16'],
    ],
    [
      'from the last day',
      '2026-03-02',
      '10 CALENDAR',
      [pause('2026-03-12', '2026-03-18')],
      ['2026-03-18', '2026-03-18'],
    ],
    [
      'after the last day',
      '2026-03-02',
      '10 CALENDAR',
      [pause('2026-03-13', '2026-03-18')],
      ['2026-03-12', '2026-03-12'],
    ],
    [
      'after the last working day',
      '2026-03-02',
      '5 WORKDAYS',
      [pause('2026-03-10', '2026-03-18')],
      ['2026-03-09', '2026-03-09'],
    ],
    [
      'of moments',
      '2026-03-02',
      '10 CALENDAR',
      [pause('2026-03-04T17:00:00Z', '2026-03-09T09:00:00+08:00')],
      ['2026-03-16', '2026-03-16'],
    ],
  ])('%s', (_name, start, limit, pauses, expected) => {
    expect(dueOf(start, [limit], ...pauses)).toEqual(expected);
  });

  it('in the second of two periods moves that one alone', () => {
    expect(dueOf('2026-03-02', ['2 WORKDAYS', '3 WORKDAYS'], pause('2026-03-05', '2026-03-12'))).toEqual(
      dueOf('2026-03-02', ['5 WORKDAYS'], pause('2026-03-05', '2026-03-12')),
    );
    expect(dueOf('2026-03-02', ['5 CALENDAR', '5 CALENDAR'], pause('2026-03-10', '2026-03-12'))).toEqual([
      '2026-03-14',
      '2026-03-16',
    ]);
    expect(dueOf('2026-03-02', ['5 CALENDAR', '5 CALENDAR'], pause('2026-03-04', '2026-03-06'))).toEqual([
      '2026-03-14',
      '2026-03-16',
    ]);
  });

  it('of moments stops hours', () => {
    const start = '2026-03-06T16:30:00+08:00';
    const night = pause('2026-03-06T18:00:00+08:00', '2026-03-07T06:00:00+08:00');
    expect(dueOf(start, ['24 HOURS'], night)).toBe('2026-03-08T04:30:00+08:00');
    expect(dueOf(start, ['24 HOURS'], pause('2026-03-07T16:30:00+08:00', '2026-03-07T17:30:00+08:00'))).toBe(
      '2026-03-07T17:30:00+08:00',
    );
    expect(dueOf(start, ['24 HOURS'], pause('2026-03-07T16:30:01+08:00', '2026-03-07T17:30:00+08:00'))).toBe(
      '2026-03-07T16:30:00+08:00',
    );
  });

  it.each([
    [[pause('2026-03-05', '2026-03-04')]],
    [[pause('2026-03-05', '2026-03-09'), pause('2026-03-08', '2026-03-10')]],
    [[pause('2026-03-08', '2026-03-10'), pause('2026-03-05', '2026-03-06')]],
  ])('is refused out of order: %j', (pauses) => {
    expect(codeOf(() => dueOf('2026-03-02', ['3 DAYS'], ...pauses))).toBe('pause.out-of-order');
  });
});

describe('a running clock beyond the years loaded', () => {
  it.each([
    // [start, limit, alarm, late]: the unrolled day; working days by the weekday
    ['2026-12-30', '3 DAYS', '2027-01-02', '2027-01-04'],
    ['2026-12-25', '8 CALENDAR', '2027-01-02', '2027-01-02'],
    ['2026-12-01', '1 MONTHS', '2027-01-01', '2027-01-01'],
    ['2026-12-30', '3 WORKDAYS', '2027-01-04', '2027-01-04'],
    ['2027-06-01', '10 DAYS', '2027-06-11', '2027-06-15'],
    ['2003-12-01', '30 CALENDAR', '2003-12-31', '2003-12-31'],
    ['2003-12-25', '3 WORKDAYS', '2003-12-30', '2003-12-30'],
    ['2999-12-31', '36525 DAYS', '3100-01-01', '3140-01-02'],
  ])('%s and %s is provisional: %s, %s', (start, limit, alarmOn, lateAfter) => {
    const answer = provisionalDue(official, start, period(limit));
    expect(answer).toEqual({ kind: 'day', alarmOn, lateAfter, provisional: true });
    expect(codeOf(() => due(official, start, period(limit)))).toBe('calendar.not-loaded');
  });

  it('is not provisional where the earlier years suffice', () => {
    expect(provisionalDue(official, '2026-12-28', period('3 DAYS'))).toMatchObject({ provisional: false });
  });

  it('keeps a last day off unrolled where the next working day lies beyond', () => {
    const off = official.withNotice({
      year: 2026,
      notice: '国办发明电〔2026〕9号' as DocumentNumber,
      weekdayHolidays: [day('2026-12-30'), day('2026-12-31')],
      makeUpWorkdays: [],
    });
    expect(provisionalDue(off, '2026-12-20', period('10 CALENDAR'))).toEqual({
      kind: 'day',
      alarmOn: '2026-12-30',
      lateAfter: '2026-12-30',
      provisional: true,
    });
  });
});
