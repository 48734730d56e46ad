import type { Due } from '@xianjie/calendar';
import type { Tx } from '@xianjie/persistence';
import { alarmsOf, firstAlarm } from './alarms.js';
import { appendEntries } from './clock-rows.js';
import { endsOf } from './ledger.js';
import type { Alarm, Clock, LedgerEntry } from './words.js';

/** A clock as it was moved, the ledger line that says how, and what its ledger held before. */
export interface Moved {
  readonly clock: Clock;
  readonly entry: LedgerEntry;
  readonly ledger: readonly LedgerEntry[];
}

/**
 * Writes clocks that were moved at `now`: their rows, whom they concern, their next alarm, and one ledger line each. The rows must
 * be locked or new.
 */
export async function setClocks(tx: Tx, moved: readonly Moved[], now: Date): Promise<void> {
  if (moved.length === 0) return;
  await updateRows(tx, moved, now);
  await setReaders(
    tx,
    moved.map(({ clock }) => clock),
  );
  await appendEntries(
    tx,
    moved.map(({ clock, entry }) => ({ ...entry, clockId: clock.id })),
  );
}

async function updateRows(tx: Tx, moved: readonly Moved[], now: Date): Promise<void> {
  const rows = moved.map(({ clock, ledger }) => ({
    ...columnsOf(clock),
    alarm: nextAlarm(clock, ledger, now),
  }));
  await tx.query(
    `UPDATE clock SET state = n.state, suspended_at = n.suspended_at, stopped_at = n.stopped_at, alarm_on = n.alarm_on,
       late_after = n.late_after, due_at = n.due_at, late_at = n.late_at, missing_year = n.missing_year,
       next_alarm = n.next_alarm, alarm_for = n.alarm_for, next_alarm_at = n.alarm_for, alarm_tries = 0, version = n.version
     FROM unnest($1::uuid[], $2::text[], $3::timestamptz[], $4::timestamptz[], $5::date[], $6::date[], $7::timestamptz[],
       $8::timestamptz[], $9::int[], $10::text[], $11::timestamptz[], $12::int[])
       AS n (id, state, suspended_at, stopped_at, alarm_on, late_after, due_at, late_at, missing_year, next_alarm, alarm_for, version)
     WHERE clock.id = n.id`,
    [
      rows.map((row) => row.id),
      rows.map((row) => row.state),
      rows.map((row) => row.suspendedAt),
      rows.map((row) => row.stoppedAt),
      rows.map((row) => row.alarmOn),
      rows.map((row) => row.lateAfter),
      rows.map((row) => row.dueAt),
      rows.map((row) => row.lateAt),
      rows.map((row) => row.missingYear),
      rows.map((row) => row.alarm?.kind ?? null),
      rows.map((row) => iso(row.alarm?.at)),
      rows.map((row) => row.version),
    ],
  );
}

/** The end of a clock as its columns hold it. */
export function dueColumns(due: Due | null) {
  const ends = due && endsOf(due);
  const days = due?.kind === 'day' ? due : undefined;
  return {
    alarmOn: days?.alarmOn ?? null,
    lateAfter: days?.lateAfter ?? null,
    dueAt: iso(ends?.dueAt),
    lateAt: iso(ends?.lateAt),
    missingYear: days?.missingYear ?? null,
  };
}

function columnsOf({ id, state, suspendedAt, stoppedAt, due, version }: Clock) {
  return { id, state, suspendedAt: iso(suspendedAt), stoppedAt: iso(stoppedAt), version, ...dueColumns(due) };
}

export const iso = (moment: Date | null | undefined): string | null => moment?.toISOString() ?? null;

function nextAlarm(clock: Clock, ledger: readonly LedgerEntry[], now: Date): Alarm | undefined {
  if (clock.state !== 'RUNNING' || !clock.due) return undefined;
  const raised = ledger.flatMap(({ at, details }) => (details.alarm ? [{ kind: details.alarm, at }] : []));
  return firstAlarm(alarmsOf(clock.startedAt, clock.due), now, raised);
}

/** The rows by which agencies find a clock: while it runs, with its present end. */
async function setReaders(tx: Tx, clocks: readonly Clock[]): Promise<void> {
  const gone = clocks.filter(({ state }) => state !== 'RUNNING').map(({ id }) => id);
  if (gone.length > 0) await tx.query('DELETE FROM clock_reader WHERE clock_id = ANY($1::uuid[])', [gone]);
  const rows = clocks.flatMap(readersOf);
  if (rows.length === 0) return;
  await tx.query(
    `INSERT INTO clock_reader (clock_id, agency, responsible, due_at, late_at)
     SELECT * FROM unnest($1::uuid[], $2::text[], $3::boolean[], $4::timestamptz[], $5::timestamptz[])
     ON CONFLICT (clock_id, agency) DO UPDATE SET due_at = EXCLUDED.due_at, late_at = EXCLUDED.late_at`,
    [
      rows.map((row) => row.id),
      rows.map((row) => row.agency),
      rows.map((row) => row.responsible),
      rows.map((row) => row.dueAt),
      rows.map((row) => row.lateAt),
    ],
  );
}

function readersOf({ id, state, agency, addressees, due }: Clock) {
  if (state !== 'RUNNING') return [];
  const { dueAt, lateAt } = dueColumns(due);
  const others = addressees.filter((each) => each !== agency);
  return [agency, ...new Set(others)].map((each) => ({
    ...{ id, agency: each, responsible: each === agency, dueAt, lateAt },
  }));
}
