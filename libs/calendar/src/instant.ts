import { DomainError } from '@xianjie/errors';
import { checkLocalDate, type LocalDate } from '@xianjie/identifiers';

/** A moment, read from RFC 3339 text; `fraction` keeps the digits below a second as they were written. */
export interface Instant {
  /** Whole seconds since 1970-01-01T00:00:00Z. */
  readonly seconds: number;
  /** `.25`, or empty. */
  readonly fraction: string;
}

const FORM =
  /^(\d{4}-\d{2}-\d{2})[Tt ](\d{2}):(\d{2})(?::(\d{2})(?:\.(\d{1,9}))?)?([Zz]|([+-])(\d{2}):?(\d{2}))$/;

const SHANGHAI_OFFSET = 8 * 3600;
/** 9999-12-31T23:59:59+08:00: RFC 3339 writes years in four digits. */
const LAST_SECOND = Date.UTC(9999, 11, 31, 23, 59, 59) / 1000 - SHANGHAI_OFFSET;

/**
 * Reads `2026-03-06T16:30:00+08:00`, with any offset; seconds may be missing. Without an offset the moment is not known:
 * throws DomainError `invalid`, `instant.form`; beyond the year 9999 `instant.too-late`.
 */
export function parseInstant(text: string): Instant {
  const [, day = '', hour, minute, second = '0', fraction, , sign, offsetHour = '0', offsetMinute = '0'] =
    FORM.exec(text) ?? [];
  const [h, m, s, oh, om] = [hour, minute, second, offsetHour, offsetMinute].map(Number) as Five;
  if (!checkLocalDate(day).ok || !(h < 24 && m < 60 && s < 60 && oh < 24 && om < 60)) throw badInstant();
  const offset = (sign === '-' ? -1 : 1) * (oh * 3600 + om * 60);
  const seconds = Date.parse(`${day}T00:00:00Z`) / 1000 + h * 3600 + m * 60 + s - offset;
  return within({ seconds, fraction: fraction && /[1-9]/.test(fraction) ? `.${fraction}` : '' });
}

type Five = [number, number, number, number, number];

/** The moment `seconds` later. Throws `invalid`, `instant.too-late` beyond the year 9999. */
export function later(instant: Instant, seconds: number): Instant {
  return within({ ...instant, seconds: instant.seconds + seconds });
}

function within(instant: Instant): Instant {
  if (instant.seconds <= LAST_SECOND) return instant;
  throw new DomainError('invalid', 'instant.too-late', 'The moment lies beyond the year 9999', {
    zh: '时刻超出9999年',
  });
}

/** RFC 3339 in the official time of China: `2026-03-07T16:30:00+08:00`, whatever the zone of the host. */
export function formatInstant({ seconds, fraction }: Instant): string {
  return `${new Date((seconds + SHANGHAI_OFFSET) * 1000).toISOString().slice(0, 19)}${fraction}+08:00`;
}

/** The day on which a moment falls in China. */
function dayOfInstant({ seconds }: Instant): LocalDate {
  return new Date((seconds + SHANGHAI_OFFSET) * 1000).toISOString().slice(0, 10) as LocalDate;
}

/**
 * The day, in China, on which a period began. Throws `invalid`: `instant.form`, `local-date.…`, or `period.start-too-late`
 * from the year 3000 on.
 */
export function startDay(start: string): LocalDate {
  const day = start.includes(':') ? dayOfInstant(parseInstant(start)) : checkedDay(start);
  if (day <= LAST_START) return day;
  throw new DomainError('invalid', 'period.start-too-late', `A period begins until ${LAST_START}`, {
    zh: `期限起算日不得晚于 ${LAST_START}`,
  });
}

/** What begins until here ends within the years of four digits, however long it is and was paused. */
const LAST_START = '2999-12-31';

function checkedDay(text: string): LocalDate {
  const checked = checkLocalDate(text);
  if (checked.ok) return checked.value;
  const { rule, message, zh } = checked.refusal;
  throw new DomainError('invalid', rule, message, { zh });
}

function badInstant(): DomainError {
  return new DomainError(
    'invalid',
    'instant.form',
    'Must be a moment with its offset such as 2026-03-06T16:30:00+08:00',
    { zh: '时刻格式应如 2026-03-06T16:30:00+08:00，须带时区偏移' },
  );
}
