import type { Queryable } from './clock-rows.js';
import { MOST_COUNTED } from './worklist.js';

/** Running clocks of a service, over all agencies; each count up to 1000. */
export interface ClockTotals {
  readonly late: number;
  /** Their ends may move: a day of a year whose calendar is not loaded was needed. */
  readonly provisional: number;
  /** Alarms whose time has come and that were not raised yet. */
  readonly alarmsDue: number;
}

const few = (where: string) =>
  `(SELECT count(*)::int FROM (SELECT FROM clock WHERE ${where} LIMIT ${MOST_COUNTED}) n)`;

/** Each from an index. */
export async function clockTotals(db: Queryable, now: Date): Promise<ClockTotals> {
  const [totals] = (await db.query(
    `SELECT ${few(`state = 'RUNNING' AND late_at <= $1`)} AS late,
       ${few(`missing_year IS NOT NULL AND state = 'RUNNING'`)} AS provisional,
       ${few(`next_alarm_at <= $1`)} AS "alarmsDue"`,
    [now.toISOString()],
  )) as [ClockTotals];
  return totals;
}
