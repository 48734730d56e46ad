import { readFileSync } from 'node:fs';
import { describe, expect, it } from '@jest/globals';
import { addDays, type DocumentNumber, type LocalDate } from '@xianjie/identifiers';
import { Calendar, type CalendarNotice, imbalanceOf } from './index.js';

const day = (text: string) => text as LocalDate;
const official = Calendar.official();

const notice = (change: Partial<CalendarNotice> = {}): CalendarNotice => ({
  year: 2027,
  notice: '国办发明电〔2026〕8号' as DocumentNumber,
  weekdayHolidays: [day('2027-01-01'), day('2027-02-08')],
  makeUpWorkdays: [day('2027-02-14')],
  ...change,
});

const refusal = (work: () => unknown) => {
  try {
    return { answered: work() };
  } catch (error) {
    return error;
  }
};
const notLoaded = (date: string) =>
  expect.objectContaining({
    kind: 'invalid',
    code: 'calendar.not-loaded',
    message: expect.stringContaining(`${date} is a working day is not known`),
    zh: `未加载${date.slice(0, 4)}年节假日安排，无法判断 ${date} 是否为工作日`,
  });

describe('the official calendar', () => {
  /** For each year twelve months, for each month its days: `w` is worked. As another program told them. */
  const months = JSON.parse(
    readFileSync(new URL('./vectors/workdays-2004-2026.json', import.meta.url), 'utf8'),
  ) as Record<string, string[]>;

  it('has the years 2004 to 2026', () => {
    expect([official.firstYear, official.lastYear]).toEqual([2004, 2026]);
    expect(Object.keys(months).map((year) => official.year(Number(year))?.year)).toEqual(
      Object.keys(months).map(Number),
    );
    expect(Calendar.official()).toBe(official);
  });

  it.each(Object.entries(months))('knows each day of %s', (year, expected) => {
    const told = expected.map((_days, index) => {
      const month = `${year}-${String(index + 1).padStart(2, '0')}`;
      let days = '';
      for (let date = day(`${month}-01`); date.startsWith(month); date = addDays(date, 1)) {
        days += official.isWorkday(date) ? 'w' : '-';
      }
      return days;
    });
    expect(told).toEqual(expected);
  });

  it('balances in every year: a weekday off is a statutory day, or worked on a weekend', () => {
    const differing = Object.keys(months)
      .map((year) => official.year(Number(year)))
      .filter((year) => year && imbalanceOf(year) !== 0)
      .map((year) => [year?.year, year && imbalanceOf(year)]);
    // 2015-09-03 was a holiday once; the Spring Festival of 2020 was prolonged by two days.
    expect(differing).toEqual([
      [2015, 1],
      [2020, 2],
    ]);
  });

  it('says whence each year comes, and by which notice it was corrected', () => {
    expect(official.year(2026)?.source).toBe('chinese-days 1.5.7');
    expect(official.year(2006)?.source).toBe('chinese-days 1.5.7; 2005-12-31: 国办发明电〔2005〕35号');
    expect(official.isWorkday(day('2005-12-31'))).toBe(true);
  });
});

describe('a day beyond the years loaded', () => {
  it.each(['2003-12-31', '2027-01-01', '2027-06-15', '9999-12-31'])('%s is refused, not guessed', (date) => {
    expect(refusal(() => official.isWorkday(day(date)))).toEqual(notLoaded(date));
    expect(official.isLoaded(day(date))).toBe(false);
    expect(official.year(Number(date.slice(0, 4)))).toBeUndefined();
  });

  it.each([
    ['nextWorkday', () => official.nextWorkday(day('2027-01-01')), '2027-01-01'],
    ['addWorkdays', () => official.addWorkdays(day('2026-12-30'), 2), '2027-01-01'],
    ['workdaysBetween', () => official.workdaysBetween(day('2026-12-30'), day('2027-02-01')), '2027-01-01'],
    [
      'workdaysBetween, backwards',
      () => official.workdaysBetween(day('2004-01-02'), day('2003-12-30')),
      '2003-12-31',
    ],
  ] as const)('is refused by %s', (_name, ask, missing) => {
    expect(refusal(ask)).toEqual(notLoaded(missing));
  });

  it('is not asked for where the answer lies before it', () => {
    expect(official.addWorkdays(day('2026-12-30'), 1)).toBe('2026-12-31');
    expect(official.isLoaded(day('2004-01-01'))).toBe(true);
    expect(official.isLoaded(day('2026-12-31'))).toBe(true);
  });
});

describe('counting working days', () => {
  it.each([
    ['2026-02-14', '2026-02-14'], // a Saturday that is worked
    ['2026-02-15', '2026-02-24'],
    ['2026-02-24', '2026-02-24'],
    ['2026-10-01', '2026-10-08'],
    ['2026-10-10', '2026-10-10'],
    ['2026-10-11', '2026-10-12'],
  ])('from %s on the next is %s', (date, next) => {
    expect(official.nextWorkday(day(date))).toBe(next);
  });

  it('does not count the first day, and counts the last', () => {
    expect(official.addWorkdays(day('2026-03-06'), 0)).toBe('2026-03-06');
    expect(official.addWorkdays(day('2026-03-06'), 1)).toBe('2026-03-09');
    expect(official.workdaysBetween(day('2026-03-06'), day('2026-03-06'))).toBe(0);
    expect(official.workdaysBetween(day('2026-03-06'), day('2026-03-08'))).toBe(0);
    expect(official.workdaysBetween(day('2026-03-06'), day('2026-03-09'))).toBe(1);
  });

  it('counts backwards as less than nothing', () => {
    expect(official.workdaysBetween(day('2026-03-10'), day('2026-03-06'))).toBe(-2);
  });
});

describe('withNotice', () => {
  const with2027 = official.withNotice(notice());

  it('adds a year, and leaves the calendar it was asked of as it was', () => {
    expect(with2027.lastYear).toBe(2027);
    expect(with2027.year(2027)).toMatchObject({ source: '国办发明电〔2026〕8号' });
    expect(
      ['2026-12-31', '2027-01-01', '2027-01-04', '2027-02-08', '2027-02-13', '2027-02-14'].map((date) =>
        with2027.isWorkday(day(date)),
      ),
    ).toEqual([true, false, true, false, false, true]);
    expect(official.lastYear).toBe(2026);
  });

  it('replaces a year as a whole', () => {
    const moved = official.withNotice(
      notice({ year: 2026, weekdayHolidays: [day('2026-01-01')], makeUpWorkdays: [] }),
    );
    expect(moved.isWorkday(day('2026-02-16'))).toBe(true);
    expect(moved.isWorkday(day('2026-02-14'))).toBe(false);
    expect(moved.isWorkday(day('2026-01-01'))).toBe(false);
    expect([moved.firstYear, moved.lastYear]).toEqual([2004, 2026]);
  });

  it('may move days of the December before', () => {
    const moved = official.withNotice(notice({ weekdayHolidays: [day('2026-12-31'), day('2027-01-01')] }));
    expect(moved.isWorkday(day('2026-12-31'))).toBe(false);
    expect(moved.isWorkday(day('2026-12-30'))).toBe(true);
  });

  it('leaves a year that was skipped unknown', () => {
    const later = official.withNotice(
      notice({ year: 2028, weekdayHolidays: [day('2028-01-03')], makeUpWorkdays: [] }),
    );
    expect(later.lastYear).toBe(2028);
    expect(later.years.slice(-2)).toEqual([2026, 2028]);
    expect(later.withNotice(notice()).years.slice(-3)).toEqual([2026, 2027, 2028]);
    expect(refusal(() => later.isWorkday(day('2027-05-04')))).toEqual(notLoaded('2027-05-04'));
    expect(refusal(() => later.addWorkdays(day('2026-12-31'), 1))).toEqual(notLoaded('2027-01-01'));
  });

  it('refuses days that cannot be', () => {
    expect(refusal(() => official.withNotice(notice({ makeUpWorkdays: [day('2027-02-15')] })))).toMatchObject(
      {
        code: 'calendar.notice-invalid',
      },
    );
  });
});

describe('missingSoon', () => {
  const with2027 = official.withNotice(notice());

  it.each([
    ['2026-11-01', undefined],
    ['2026-11-02', 2027], // 60 days before 2027-01-01
    ['2026-12-31', 2027],
    ['2027-03-01', 2027],
    ['2003-05-01', 2003],
    ['2025-12-31', undefined],
  ])('on %s it is %s', (today, year) => {
    expect(official.missingSoon(day(today))).toBe(year);
  });

  it('looks as far ahead as it is told', () => {
    expect(official.missingSoon(day('2026-11-02'), 59)).toBeUndefined();
    expect(official.missingSoon(day('2026-01-01'), 365)).toBe(2027);
  });

  it('is nothing once the notice is loaded', () => {
    expect(with2027.missingSoon(day('2026-12-31'))).toBeUndefined();
    expect(with2027.missingSoon(day('2027-12-01'))).toBe(2028);
  });
});
