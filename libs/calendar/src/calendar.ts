import { DomainError } from '@xianjie/errors';
import type { LocalDate } from '@xianjie/identifiers';
import { type CalendarNotice, type CalendarYear, checkNotice } from './calendar-notice.js';
import { officialYears } from './data/official-years.js';
import { dayNumber, isWeekend, nextDay } from './weekday.js';

/** How long before its first day a missing year is announced. */
const ANNOUNCED_DAYS_AHEAD = 60;

/**
 * The official working days of China. Knows the years that were loaded, and refuses any question beyond them: every
 * method that looks at a day throws DomainError `invalid`, `calendar.not-loaded`, where that day's year is not loaded.
 */
export class Calendar {
  static #official: Calendar | undefined;

  readonly #years: ReadonlyMap<number, CalendarYear>;
  readonly #holidays: ReadonlySet<LocalDate>;
  readonly #makeUps: ReadonlySet<LocalDate>;

  private constructor(years: ReadonlyMap<number, CalendarYear>) {
    this.#years = years;
    this.#holidays = new Set([...years.values()].flatMap((year) => year.weekdayHolidays));
    this.#makeUps = new Set([...years.values()].flatMap((year) => year.makeUpWorkdays));
  }

  /** The years this release brings. */
  static official(): Calendar {
    Calendar.#official ??= new Calendar(new Map(officialYears.map((year) => [year.year, year])));
    return Calendar.#official;
  }

  /** This calendar with the year of the notice added, or replaced. Throws `calendar.notice-invalid` as `checkNotice` does. */
  withNotice(notice: CalendarNotice): Calendar {
    const { year, notice: source, weekdayHolidays, makeUpWorkdays } = checkNotice(notice);
    return new Calendar(new Map(this.#years).set(year, { year, source, weekdayHolidays, makeUpWorkdays }));
  }

  get firstYear(): number {
    return Math.min(...this.#years.keys());
  }

  /** The last year loaded; a year before it may be missing where a notice skipped one. */
  get lastYear(): number {
    return Math.max(...this.#years.keys());
  }

  /** The years loaded, in order. */
  get years(): readonly number[] {
    return [...this.#years.keys()].sort((one, other) => one - other);
  }

  /** What is known of a year, and whence; undefined where it is not loaded. */
  year(year: number): CalendarYear | undefined {
    return this.#years.get(year);
  }

  isLoaded(date: LocalDate): boolean {
    return this.#years.has(yearOf(date));
  }

  isWorkday(date: LocalDate): boolean {
    if (!this.isLoaded(date)) throw notLoaded(date);
    return isWeekend(date) ? this.#makeUps.has(date) : !this.#holidays.has(date);
  }

  /** The day itself if it is a working day, else the next one. */
  nextWorkday(date: LocalDate): LocalDate {
    let day = date;
    while (!this.isWorkday(day)) day = nextDay(day);
    return day;
  }

  /** The `n`th working day after `date`, which itself is not counted; the day itself for 0. `n` is never negative. */
  addWorkdays(date: LocalDate, n: number): LocalDate {
    let day = date;
    for (let left = n; left > 0;) {
      day = nextDay(day);
      if (this.isWorkday(day)) left -= 1;
    }
    return day;
  }

  /** Working days after `from` until `to` inclusive, as `addWorkdays` counts them; negative where `to` lies before. */
  workdaysBetween(from: LocalDate, to: LocalDate): number {
    if (to < from) return -this.workdaysBetween(to, from);
    let count = 0;
    for (let day = from; day < to;) {
      day = nextDay(day);
      if (this.isWorkday(day)) count += 1;
    }
    return count;
  }

  /**
   * The year that will soon be asked for and is not loaded: this one, or the next where it begins within `daysAhead`
   * days. Undefined where nothing is missing.
   */
  missingSoon(today: LocalDate, daysAhead = ANNOUNCED_DAYS_AHEAD): number | undefined {
    if (!this.isLoaded(today)) return yearOf(today);
    const next = yearOf(today) + 1;
    const left = dayNumber(`${next}-01-01` as LocalDate) - dayNumber(today);
    return left <= daysAhead && !this.#years.has(next) ? next : undefined;
  }
}

const yearOf = (date: LocalDate): number => Number(date.slice(0, 4));

function notLoaded(date: LocalDate): DomainError {
  const year = date.slice(0, 4);
  return new DomainError(
    'invalid',
    'calendar.not-loaded',
    `Whether ${date} is a working day is not known: the calendar of ${year} is not loaded`,
    { zh: `未加载${year}年节假日安排，无法判断 ${date} 是否为工作日` },
  );
}
