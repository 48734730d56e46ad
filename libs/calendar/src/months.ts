import { addDays, type LocalDate } from '@xianjie/identifiers';

/**
 * The same day-number `months` later, or the last day of that month where it has no such day (专利法实施细则 art. 5);
 * earlier where negative. Throws DomainError `invalid`, `local-date.out-of-range`, beyond the years 1000 to 9999.
 */
export function addMonths(date: LocalDate, months: number): LocalDate {
  const [year = 0, month = 0, day = 0] = date.split('-').map(Number);
  const target = year * 12 + (month - 1) + months;
  const last = lastDayOf(target);
  return `${monthText(target)}-${two(Math.min(day, last))}` as LocalDate;
}

/** Days of the month with that number, counted from the year 0. */
function lastDayOf(month: number): number {
  const firstOfNext = `${monthText(month + 1)}-01` as LocalDate;
  return Number(addDays(firstOfNext, -1).slice(8));
}

const monthText = (month: number): string => `${Math.floor(month / 12)}-${two((month % 12) + 1)}`;

const two = (n: number): string => String(n).padStart(2, '0');
