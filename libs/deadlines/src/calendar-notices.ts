import { recordAudit } from '@xianjie/audit';
import { Calendar, type CalendarNotice, checkNotice } from '@xianjie/calendar';
import type { Actor } from '@xianjie/identity';
import type { Tx } from '@xianjie/persistence';
import type { Queryable } from './clock-rows.js';
import type { TimeSource } from './words.js';

const NOTICE_COLUMNS = `year, notice, weekday_holidays::text[] AS "weekdayHolidays", make_up_workdays::text[] AS "makeUpWorkdays"`;

/** The working days as a service counts them: those of the release, and the notices that were loaded. */
export async function currentCalendar(db: Queryable): Promise<Calendar> {
  const notices = (await db.query(
    `SELECT DISTINCT ON (year) ${NOTICE_COLUMNS} FROM calendar_notice ORDER BY year, ord DESC`,
  )) as CalendarNotice[];
  return notices.reduce((calendar, notice) => calendar.withNotice(notice), Calendar.official());
}

/**
 * Loads the notice on a year; from the commit on questions and new clocks go by it, and `RecomputeJob` looks again at those that run.
 * Answers false where the year's last notice says the same. Throws DomainError `invalid`, `calendar.notice-invalid`.
 */
export async function loadNotice(
  tx: Tx,
  notice: CalendarNotice,
  actor: Actor,
  time: TimeSource,
): Promise<boolean> {
  const checked = checkNotice(notice);
  const { year, notice: number, weekdayHolidays, makeUpWorkdays } = checked;
  const [last] = (await tx.query(
    `SELECT ${NOTICE_COLUMNS} FROM calendar_notice WHERE year = $1 ORDER BY ord DESC LIMIT 1`,
    [year],
  )) as CalendarNotice[];
  if (last && sameNotice(last, checked)) return false;
  await tx.query(
    `INSERT INTO calendar_notice (year, notice, weekday_holidays, make_up_workdays, loaded_at, agency_id, officer_id)
     VALUES ($1, $2, $3::date[], $4::date[], $5, $6, $7)`,
    [
      year,
      number,
      weekdayHolidays,
      makeUpWorkdays,
      time.now().toISOString(),
      actor.agency.id,
      actor.officer?.id ?? null,
    ],
  );
  const counts = { weekdayHolidays: weekdayHolidays.length, makeUpWorkdays: makeUpWorkdays.length };
  await recordAudit(tx, actor, 'calendar.load', String(year), { notice: number, ...counts });
  return true;
}

function sameNotice(one: CalendarNotice, other: CalendarNotice): boolean {
  const text = ({ notice, weekdayHolidays, makeUpWorkdays }: CalendarNotice) =>
    JSON.stringify([notice, [...weekdayHolidays].sort(), [...makeUpWorkdays].sort()]);
  return text(one) === text(other);
}

export interface CalendarGap {
  /** The year that is not loaded. */
  readonly year: number;
  /** Days until it begins; 0 or less where it has begun. */
  readonly daysLeft: number;
}

/** The year that will soon be asked for and is not loaded, for a metric and a warning; undefined where none is missing. */
export function calendarGap(calendar: Calendar, time: TimeSource): CalendarGap | undefined {
  const today = time.today();
  const year = calendar.missingSoon(today as Parameters<Calendar['missingSoon']>[0]);
  if (year === undefined) return undefined;
  const daysLeft = (Date.parse(`${year}-01-01T00:00:00Z`) - Date.parse(`${today}T00:00:00Z`)) / 86_400_000;
  return { year, daysLeft };
}
