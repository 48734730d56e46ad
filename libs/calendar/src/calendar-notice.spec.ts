import { describe, expect, it } from '@jest/globals';
import { isDomainError } from '@xianjie/errors';
import { type CalendarYear, checkNotice, imbalanceOf, parseNotice } from './index.js';

const notice = (change: object = {}): object => ({
  year: 2027,
  notice: '国办发明电〔2026〕8号',
  weekdayHolidays: ['2027-01-01'],
  makeUpWorkdays: ['2027-02-14'],
  ...change,
});

/** Field and rule of each issue, or the notice that was accepted. */
const issuesOf = (value: unknown) => {
  try {
    return checkNotice(value);
  } catch (error) {
    if (!isDomainError(error, 'invalid') || error.code !== 'calendar.notice-invalid') throw error;
    return error.issues.map(({ field, rule }) => [field, rule]);
  }
};

describe('a notice', () => {
  it('is read from JSON, in whatever way people type days and numbers', () => {
    const typed = {
      ...notice(),
      notice: '国办发明电[2026] 8号',
      weekdayHolidays: ['2027/1/1', '2027年2月8日'],
    };
    expect(parseNotice(`\ufeff${JSON.stringify(typed)}`)).toEqual({
      year: 2027,
      notice: '国办发明电〔2026〕8号',
      weekdayHolidays: ['2027-01-01', '2027-02-08'],
      makeUpWorkdays: ['2027-02-14'],
    });
  });

  it.each([
    ['a day of the next year', { weekdayHolidays: ['2028-01-03'] }, 'weekdayHolidays.0', 'other-year'],
    ['a day of the year before', { weekdayHolidays: ['2026-11-30'] }, 'weekdayHolidays.0', 'other-year'],
    ['a December two years before', { makeUpWorkdays: ['2025-12-27'] }, 'makeUpWorkdays.0', 'other-year'],
    [
      'a holiday on a Saturday',
      { weekdayHolidays: ['2027-01-01', '2027-01-02'] },
      'weekdayHolidays.1',
      'holiday-on-weekend',
    ],
    ['a holiday on a Sunday', { weekdayHolidays: ['2027-01-03'] }, 'weekdayHolidays.0', 'holiday-on-weekend'],
    [
      'a make-up day on a Friday',
      { makeUpWorkdays: ['2027-01-08'] },
      'makeUpWorkdays.0',
      'make-up-on-weekday',
    ],
    [
      'a make-up day on a Monday',
      { makeUpWorkdays: ['2027-01-11'] },
      'makeUpWorkdays.0',
      'make-up-on-weekday',
    ],
    ['a day twice', { weekdayHolidays: ['2027-01-01', '2027/01/01'] }, 'weekdayHolidays.1', 'repeated'],
    ['a make-up day twice', { makeUpWorkdays: ['2027-02-14', '2027-02-14'] }, 'makeUpWorkdays.1', 'repeated'],
  ])('is refused with %s', (_name, change, field, rule) => {
    expect(issuesOf(notice(change))).toEqual([[field, `calendar-notice.${rule}`]]);
  });

  it.each([
    ['no holiday at all', { weekdayHolidays: [] }, 'weekdayHolidays'],
    ['no number', { notice: 'the State Council' }, 'notice'],
    ['a day that does not exist', { weekdayHolidays: ['2027-02-29'] }, 'weekdayHolidays.0'],
    ['a year before any law of holidays here', { year: 1999 }, 'year'],
    ['a year that nobody plans', { year: 2200 }, 'year'],
    ['half a year', { year: 2027.5 }, 'year'],
    ['a field that nobody knows', { holidays: [] }, ''],
    [
      'more days than a year has',
      { weekdayHolidays: Array.from({ length: 367 }, () => '2027-01-01') },
      'weekdayHolidays',
    ],
  ])('is refused with %s', (_name, change, field) => {
    expect(issuesOf(notice(change))).toEqual(expect.arrayContaining([[field, expect.any(String)]]));
  });

  it.each([2000, 2199])('may be of %s', (year) => {
    expect(issuesOf({ ...notice(), year, weekdayHolidays: [], makeUpWorkdays: [] })).toEqual([
      ['weekdayHolidays', 'too_small'],
    ]);
  });

  it('may be without make-up days, and may move the December before', () => {
    expect(
      issuesOf(notice({ makeUpWorkdays: ['2026-12-26'], weekdayHolidays: ['2026-12-31'] })),
    ).toHaveProperty('year');
    expect(issuesOf(notice({ makeUpWorkdays: [] }))).toHaveProperty('year');
  });

  it('names every day that is wrong, in both languages', () => {
    const wrong = notice({
      weekdayHolidays: ['2027-01-02', '2028-01-03'],
      makeUpWorkdays: ['2027-01-01', '2027-02-14', '2027-02-14'],
    });
    expect(() => checkNotice(wrong)).toThrow(
      expect.objectContaining({
        message: 'The notice cannot be used: weekdayHolidays.0 2027-01-02 is no weekday',
        zh: '放假通知无法使用：weekdayHolidays.0 放假日 2027-01-02 是周末，无须列出',
        issues: [
          expect.objectContaining({ field: 'weekdayHolidays.0' }),
          expect.objectContaining({
            message: '2028-01-03 is not a day of 2027',
            messageZh: '2028-01-03 不属于2027年',
          }),
          expect.objectContaining({
            message: '2027-01-01 is no Saturday or Sunday',
            messageZh: '调休上班日 2027-01-01 不是周末',
          }),
          expect.objectContaining({ message: '2027-02-14 stands there twice', messageZh: '2027-02-14 重复' }),
        ],
      }),
    );
  });

  it('has no cause but the rules it breaks', () => {
    expect(() => checkNotice(notice({ year: 1 }))).toThrow(
      expect.not.objectContaining({ cause: expect.anything() }),
    );
  });

  it.each(['', '{', 'year: 2027'])('is refused where the file holds %j', (text) => {
    expect(() => parseNotice(text)).toThrow(
      expect.objectContaining({
        code: 'calendar.notice-invalid',
        message: 'The notice cannot be used: it is no JSON',
        zh: '放假通知无法使用：不是 JSON',
        cause: expect.any(SyntaxError),
      }),
    );
  });

  it.each([null, 3, [], {}])('is refused where the JSON is %j', (value) => {
    expect(issuesOf(value)).not.toHaveProperty('year');
  });
});

describe('imbalanceOf', () => {
  const year = (of: number, holidays: number, makeUps: number) =>
    ({
      year: of,
      weekdayHolidays: Array(holidays),
      makeUpWorkdays: Array(makeUps),
    }) as unknown as CalendarYear;

  it.each([
    [2027, 19, 6, 0],
    [2025, 18, 5, 0],
    [2024, 19, 8, 0],
    [2008, 17, 6, 0],
    [2007, 18, 8, 0],
    [2000, 10, 0, 0],
    [2027, 19, 5, 1],
    [2027, 18, 6, -1],
    [1999, 10, 0, 10],
  ])('of %s with %s days off and %s made up is %s', (of, holidays, makeUps, expected) => {
    expect(imbalanceOf(year(of, holidays, makeUps))).toBe(expected);
  });
});
