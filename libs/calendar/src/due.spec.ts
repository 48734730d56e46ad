import { describe, expect, it } from '@jest/globals';
import type { DocumentNumber, LocalDate } from '@xianjie/identifiers';
import { Calendar, due, type Pause, type Period, type PeriodKind, provisionalDue } from './index.js';

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

  it.each([
    ['2026-01-20', '30 CALENDAR', ['RAW'], '2026-02-19', '2026-02-19'],
    ['2026-01-20', '30 CALENDAR', ['CALENDAR_ROLL'], '2026-02-24', '2026-02-24'],
    ['2026-09-30', '3 DAYS', ['CALENDAR_ROLL'], '2026-10-08', '2026-10-08'],
    ['2026-09-30', '3 DAYS', ['WORKDAYS'], '2026-10-10', '2026-10-10'],
    ['2026-09-30', '3 DAYS', ['RAW'], '2026-10-03', '2026-10-03'],
    ['2026-09-30', '3 DAYS', ['WORKDAYS', 'RAW'], '2026-10-03', '2026-10-10'],
    ['2026-01-20', '30 CALENDAR', ['CALENDAR_ROLL', 'WORKDAYS'], '2026-02-24', '2026-02-24'],
    ['2026-02-06', '20 WORKDAYS', ['CALENDAR_ROLL'], '2026-03-12', '2026-03-12'],
  ] as const)('of %s and %s, read as %j, is %s to %s', (start, limit, readings, alarmOn, lateAfter) => {
    expect(due(official, start, period(limit), { readings })).toMatchObject({ alarmOn, lateAfter });
  });

  it('needs no calendar where the last day is never moved', () => {
    const readings = ['RAW'] as const;
    expect(due(official, '2026-12-30', period('3 CALENDAR'), { readings })).toEqual({
      kind: 'day',
      alarmOn: '2027-01-02',
      lateAfter: '2027-01-02',
      provisional: false,
    });
  });

  it('asks no calendar for hours, of a running clock neither', () => {
    expect(provisionalDue(official, '2030-03-06T16:30:00+08:00', period('24 HOURS'))).toEqual({
      kind: 'moment',
      dueAt: '2030-03-07T16:30:00+08:00',
    });
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
    const answer = due(official, start, limits.map(period), { pauses });
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

  it('is looked for in each period again', () => {
    const pauses = [pause('2026-03-03', '2026-03-09'), pause('2026-03-11', '2026-03-17')];
    expect(dueOf('2026-03-02', ['2 WORKDAYS', '3 WORKDAYS'], ...pauses)).toEqual([
      '2026-03-19',
      '2026-03-19',
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
    expect(answer).toMatchObject({ kind: 'day', alarmOn, lateAfter, provisional: true });
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
      missingYear: 2027,
    });
  });

  it('says which year it lacks, the first of several', () => {
    expect(provisionalDue(official, '2026-12-30', period('300 WORKDAYS'))).toMatchObject({
      missingYear: 2027,
    });
    expect(provisionalDue(official, '2028-05-01', period('3 DAYS'))).toMatchObject({ missingYear: 2028 });
    expect(provisionalDue(official, '2026-12-28', period('3 DAYS'))).not.toHaveProperty('missingYear');
  });
});
