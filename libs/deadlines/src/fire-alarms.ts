import type { Database, Tx } from '@xianjie/persistence';
import { alarmAfter, alarmsOf } from './alarms.js';
import { appendEntries, CLOCK_COLUMNS, type ClockRow, CLOCKS, toClock } from './clock-rows.js';
import { iso } from './set-clocks.js';
import type { Alarm, AlarmKind, Clock } from './words.js';

/** What a service does when an alarm is raised, in the transaction that records it: append an event, tell somebody. */
export type OnAlarm = (tx: Tx, clock: Clock, alarm: Alarm) => Promise<void> | void;

interface DueRow extends ClockRow {
  readonly next_alarm: AlarmKind;
  readonly alarm_for: Date;
}

interface DueAlarm {
  readonly clock: Clock;
  readonly alarm: Alarm;
}

/** Clocks whose alarm is taken in one transaction. */
const BATCH = 100;

/**
 * Raises the alarms that are due at `now`, up to 100, in one transaction; answers how many. Instances share the work: a clock that
 * one holds is skipped by the others, and what is committed is not due again. Where `onAlarm` fails nothing is raised, and an
 * `AlarmFailed` names the clock.
 */
export function fireAlarms(db: Database, now: Date, onAlarm: OnAlarm, batch = BATCH): Promise<number> {
  return db.transact(async (tx) => {
    const due = await takeDue(tx, now, batch);
    for (const each of due) await raise(tx, each, onAlarm);
    await record(tx, due, now);
    return due.length;
  });
}

/** An alarm could not be raised. */
export class AlarmFailed extends Error {
  constructor(
    readonly clockId: string,
    kind: AlarmKind,
    cause: unknown,
  ) {
    super(`The alarm ${kind} of clock ${clockId} could not be raised`, { cause });
    this.name = 'AlarmFailed';
  }
}

async function raise(tx: Tx, { clock, alarm }: DueAlarm, onAlarm: OnAlarm): Promise<void> {
  try {
    await onAlarm(tx, clock, alarm);
  } catch (cause) {
    throw new AlarmFailed(clock.id, alarm.kind, cause);
  }
}

async function takeDue(tx: Tx, now: Date, batch: number): Promise<DueAlarm[]> {
  const rows = (await tx.query(
    `SELECT ${CLOCK_COLUMNS}, c.next_alarm, c.alarm_for FROM ${CLOCKS}
     WHERE c.next_alarm_at <= $1 ORDER BY c.next_alarm_at LIMIT $2 FOR UPDATE OF c SKIP LOCKED`,
    [iso(now), batch],
  )) as DueRow[];
  return rows.map((row) => ({ clock: toClock(row), alarm: { kind: row.next_alarm, at: row.alarm_for } }));
}

async function record(tx: Tx, raised: readonly DueAlarm[], now: Date): Promise<void> {
  if (raised.length === 0) return;
  const next = raised.map(
    ({ clock, alarm }) => clock.due && alarmAfter(alarmsOf(clock.startedAt, clock.due), alarm),
  );
  await tx.query(
    `UPDATE clock SET next_alarm = n.kind, alarm_for = n.at, next_alarm_at = n.at, alarm_tries = 0, version = clock.version + 1
     FROM unnest($1::uuid[], $2::text[], $3::timestamptz[]) AS n (id, kind, at) WHERE clock.id = n.id`,
    [
      raised.map(({ clock }) => clock.id),
      next.map((each) => each?.kind ?? null),
      next.map((each) => iso(each?.at)),
    ],
  );
  await appendEntries(
    tx,
    raised.map(({ clock, alarm }) => ({
      ...({ clockId: clock.id, no: clock.version + 1, kind: 'ALARM', at: alarm.at, enteredAt: now } as const),
      ...{ agencyId: null, officerId: null, basis: clock.rule.basis, reason: null },
      ...{ details: { alarm: alarm.kind }, before: clock.due, after: clock.due },
    })),
  );
}

/** Puts off the alarm of a clock that could not be raised: 10 s, then twice as long each time, up to an hour. */
export async function putOffAlarm(db: Database, clockId: string, now: Date): Promise<void> {
  await db.manager.query(
    `UPDATE clock SET alarm_tries = alarm_tries + 1,
       next_alarm_at = $2::timestamptz + least(interval '1 hour', interval '10 seconds' * power(2, least(alarm_tries, 10)))
     WHERE id = $1 AND next_alarm_at <= $2`,
    [clockId, iso(now)],
  );
}
