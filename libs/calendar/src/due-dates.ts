import { addDays, type LocalDate } from '@xianjie/identifiers';
import type { Calendar } from './calendar.js';
import { formatInstant, later, parseInstant, startDay } from './instant.js';
import { addMonths } from './months.js';
import { checkPeriod, type Period } from './period.js';

/** The readings of one limit; which of them there are follows from the period's kind. */
export interface DueDates {
  /** The last day by the calendar, whether a working day or not. `CALENDAR`, `MONTHS`. */
  readonly raw?: LocalDate;
  /** That day, moved to the next working day where it is none. `DAYS`, `CALENDAR`, `MONTHS`. */
  readonly CALENDAR_ROLL?: LocalDate;
  /** The last of n working days. `DAYS`, `WORKDAYS`. */
  readonly WORKDAYS?: LocalDate;
  /** RFC 3339, in +08:00. `HOURS`. */
  readonly due?: string;
}

/**
 * When a period that began at `start` ends, under every reading of its kind. The day of the start is not counted
 * (刑事诉讼法 art. 105, 专利法实施细则 art. 5). `start` is a day, or a moment with its offset: hours need a moment, the others
 * take its day in China.
 *
 * Throws DomainError `invalid`: `calendar.not-loaded`; `period.invalid`; `local-date.…` or `instant.form` for a start that is
 * none.
 */
export function dueDates(calendar: Calendar, start: string, period: Period): DueDates {
  const { kind, n } = checkPeriod(period);
  if (kind === 'HOURS') return { due: formatInstant(later(parseInstant(start), n * 3600)) };
  const day = startDay(start);
  if (kind === 'WORKDAYS') return { WORKDAYS: calendar.addWorkdays(day, n) };
  const raw = kind === 'MONTHS' ? addMonths(day, n) : addDays(day, n);
  const rolled = { CALENDAR_ROLL: calendar.nextWorkday(raw) };
  return kind === 'DAYS' ? { ...rolled, WORKDAYS: calendar.addWorkdays(day, n) } : { raw, ...rolled };
}
