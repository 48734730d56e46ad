import { addDays, type LocalDate } from '@xianjie/identifiers';

const DAY_MS = 86_400_000;

/** Days since 1970-01-01, a Thursday. */
export function dayNumber(date: LocalDate): number {
  return Date.parse(`${date}T00:00:00Z`) / DAY_MS;
}

/** Saturday or Sunday. */
export function isWeekend(date: LocalDate): boolean {
  const weekday = new Date(`${date}T00:00:00Z`).getUTCDay();
  return weekday === 0 || weekday === 6;
}

/** The day after; text alone where the month does not end, because counting working days asks this day for day. */
export function nextDay(date: LocalDate): LocalDate {
  const day = Number(date.slice(8)) + 1;
  return day > 28 ? addDays(date, 1) : (`${date.slice(0, 8)}${day < 10 ? '0' : ''}${day}` as LocalDate);
}
