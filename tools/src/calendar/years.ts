import { type CalendarYear, imbalanceOf } from '@xianjie/calendar';
import type { LocalDate } from '@xianjie/identifiers';
import { CORRECTIONS, type PackageDays } from './package-days.js';

const isWeekend = (date: string): boolean => [0, 6].includes(new Date(`${date}T00:00:00Z`).getUTCDay());

/** Days that are moved in December are moved for New Year: the notice on the next year says so. */
const noticeYear = (date: string): number => Number(date.slice(0, 4)) + (date.slice(5, 7) === '12' ? 1 : 0);

/** The package's days as the years of the notices, corrected; holidays on weekends say nothing and are left out. */
export function yearsOf({ holidays, workdays, source }: PackageDays): CalendarYear[] {
  const weekdayHolidays = Object.keys(holidays).filter((date) => !isWeekend(date));
  const makeUpWorkdays = [...Object.keys(workdays), ...CORRECTIONS.map((each) => each.makeUpWorkday)];
  const years = [...new Set(weekdayHolidays.map(noticeYear))].sort();
  const of = (year: number, dates: readonly string[]) =>
    [...new Set(dates)].filter((date) => noticeYear(date) === year).sort() as LocalDate[];
  return years.map((year) => ({
    year,
    source: sourceOf(year, source),
    weekdayHolidays: of(year, weekdayHolidays),
    makeUpWorkdays: of(year, makeUpWorkdays),
  }));
}

function sourceOf(year: number, source: string): string {
  const corrections = CORRECTIONS.filter(({ makeUpWorkday }) => noticeYear(makeUpWorkday) === year);
  return [source, ...corrections.map(({ makeUpWorkday, basis }) => `${makeUpWorkday}: ${basis}`)].join('; ');
}

/** Days that a calendar library was once seen to have wrong. */
const PROBES: readonly (readonly [date: string, workday: boolean])[] = [
  ['2018-01-01', false],
  ['2020-01-31', false], // the holiday of 2020 was prolonged
  ['2020-02-01', false],
  ['2023-01-03', true],
  ['2005-12-31', true],
];

/** Years that have more days off than the law gives: 2015-09-03 was a holiday once, that of 2020 was prolonged by two days. */
const EXTRA_DAYS: Readonly<Record<number, number>> = { 2015: 1, 2020: 2 };

/** Why these years cannot be right; empty where nothing is known against them. */
export function doubts(years: readonly CalendarYear[]): string[] {
  const holidays = new Set<string>(years.flatMap((year) => year.weekdayHolidays));
  const makeUps = new Set<string>(years.flatMap((year) => year.makeUpWorkdays));
  const isWorkday = (date: string) => (isWeekend(date) ? makeUps.has(date) : !holidays.has(date));
  return [
    ...years.flatMap(({ year }, index) =>
      year === (years[0]?.year ?? 0) + index ? [] : [`a year is missing before ${year}`],
    ),
    ...[...makeUps].filter((date) => !isWeekend(date)).map((date) => `${date} is made up for and no weekend`),
    ...PROBES.filter(([date, workday]) => isWorkday(date) !== workday).map(([date]) => `${date} is wrong`),
    ...years
      .filter((year) => imbalanceOf(year) !== (EXTRA_DAYS[year.year] ?? 0))
      .map((year) => `${year.year} differs by ${imbalanceOf(year)} from the days off that the law gives`),
  ];
}
