import { DomainError } from '@xianjie/errors';
import { type Branded, type Checked, clean, notText, refuse } from './checked.js';

/** A day of the calendar as law speaks of it, `2026-11-22`; sorts as text. */
export type LocalDate = Branded<'LocalDate'>;

const FORM =
  /^(\d{4})(?:-(\d{1,2})-(\d{1,2})|\/(\d{1,2})\/(\d{1,2})|\.(\d{1,2})\.(\d{1,2})|年(\d{1,2})月(\d{1,2})[日号]|(\d{2})(\d{2}))$/;

/** Years of four digits sort as text. */
const FIRST_YEAR = 1000;
const LAST_YEAR = 9999;

/** Also understands `2026/1/5`, `2026.1.5`, `20260105`, `2026年1月5日` and full width; answers `2026-01-05`. */
export function checkLocalDate(input: unknown): Checked<{ value: LocalDate }> {
  const text = clean(input);
  if (text === undefined) return notText('local-date', '日期');
  const [, year, ...parts] = FORM.exec(text) ?? [];
  const [month, day] = parts.filter((part) => part !== undefined);
  if (!year || !month || !day) {
    return refuse('local-date.form', 'Must be a day such as 2026-11-22', '日期格式应如 2026-11-22');
  }
  const value = `${year}-${month.padStart(2, '0')}-${day.padStart(2, '0')}`;
  if (!isRealDay(value)) {
    return refuse('local-date.no-such-day', 'The calendar has no such day', '日期不存在');
  }
  return { ok: true, value: value as LocalDate };
}

/** True for `YYYY-MM-DD` where the Gregorian calendar has that day; years from 1000 on. */
export function isRealDay(text: string): boolean {
  const { year, month, day } = partsOf(text);
  return year >= FIRST_YEAR && month >= 1 && month <= 12 && day >= 1 && day <= daysIn(year, month);
}

/** The day `years` later; 29 February becomes 28 February where that year has none. Throws as `addDays` does. */
export function addYears(date: LocalDate, years: number): LocalDate {
  const { year, month, day } = partsOf(date);
  const target = inFourDigits(year + years);
  const last = Math.min(day, daysIn(target, month));
  return `${target}-${two(month)}-${two(last)}` as LocalDate;
}

/** The day `days` later, or earlier where negative. Throws DomainError `invalid`, `local-date.out-of-range`, beyond the years 1000 to 9999. */
export function addDays(date: LocalDate, days: number): LocalDate {
  const at = new Date(Date.parse(`${date}T00:00:00Z`) + days * DAY_MS);
  inFourDigits(at.getUTCFullYear());
  return at.toISOString().slice(0, 10) as LocalDate;
}

const DAY_MS = 86_400_000;

/** The year itself; not for NaN, either. */
function inFourDigits(year: number): number {
  if (year >= FIRST_YEAR && year <= LAST_YEAR) return year;
  throw new DomainError(
    'invalid',
    'local-date.out-of-range',
    `The day lies beyond the years ${FIRST_YEAR} to ${LAST_YEAR}`,
    { zh: `日期超出${FIRST_YEAR}年至${LAST_YEAR}年` },
  );
}

/** The numbers in `YYYY-MM-DD`. */
function partsOf(text: string) {
  return {
    year: Number(text.slice(0, 4)),
    month: Number(text.slice(5, 7)),
    day: Number(text.slice(8)),
  };
}

function daysIn(year: number, month: number): number {
  if (month === 2) return year % 4 === 0 && (year % 100 !== 0 || year % 400 === 0) ? 29 : 28;
  return [4, 6, 9, 11].includes(month) ? 30 : 31;
}

const two = (n: number): string => String(n).padStart(2, '0');
