import { formatInstant, parseInstant, startDay } from '@xianjie/calendar';
import { DomainError } from '@xianjie/errors';
import type { LocalDate } from '@xianjie/identifiers';

/** The first moment of a day in China. */
export function startOfDay(day: LocalDate): Date {
  return new Date(`${day}T00:00:00+08:00`);
}

/** RFC 3339 in +08:00, to the second. */
export function momentText(moment: Date): string {
  return formatInstant({ seconds: Math.floor(moment.getTime() / 1000), fraction: '' });
}

/** The day of a moment in China. */
export function dayOf(moment: Date): LocalDate {
  return startDay(momentText(moment));
}

/**
 * When an act took effect. A day stands for its first moment, where the limit is counted in days. Throws DomainError
 * `invalid`: `instant.form`, `local-date.…`; `clock.no-time` for a `Date` that is none.
 */
export function readAt(at: string | Date, inHours: boolean): Date {
  if (at instanceof Date) {
    if (!Number.isNaN(at.getTime())) return at;
    throw new DomainError('invalid', 'clock.no-time', 'The time of the act is none', { zh: '行为时间无效' });
  }
  if (inHours || at.includes(':')) return new Date(parseInstant(at).seconds * 1000);
  return startOfDay(startDay(at));
}
