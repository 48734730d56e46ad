import type { Calendar } from '@xianjie/calendar';
import type { LocalDate } from '@xianjie/identifiers';
import type { Database, Tx } from '@xianjie/persistence';
import { currentCalendar } from './calendar-notices.js';
import { CLOCK_COLUMNS, type ClockRow, CLOCKS, readLedgers, toClock } from './clock-rows.js';
import { dueOf, endsOf, standing } from './ledger.js';
import { startOfDay } from './moments.js';
import { type Moved, setClocks } from './set-clocks.js';
import type { Clock, LedgerEntry, TimeSource } from './words.js';

/** Clocks looked at in one transaction. */
const BATCH = 200;

/**
 * Computes anew the ends that waited for a year that is loaded by now, up to 200, in one transaction; answers how many. One that
 * another transaction holds is left to the next call.
 */
export function recomputeProvisional(db: Database, time: TimeSource): Promise<number> {
  return db.transact(async (tx) => {
    const calendar = await currentCalendar(tx);
    const rows = (await tx.query(
      `SELECT ${CLOCK_COLUMNS} FROM ${CLOCKS} WHERE c.missing_year = ANY($1::int[])
       ORDER BY c.id LIMIT $2 FOR UPDATE OF c SKIP LOCKED`,
      [calendar.years, BATCH],
    )) as ClockRow[];
    await recompute(tx, rows, calendar, time, ({ missing_year }) => whyOf(calendar, missing_year));
    return rows.length;
  });
}

function whyOf(calendar: Calendar, year: number | null): string {
  return `${year}年节假日安排已加载：${calendar.year(year ?? 0)?.source}`;
}

interface PendingNotice {
  readonly ord: string;
  readonly year: number;
  readonly notice: string;
  readonly recomputed_to: string | null;
}

/** What began before a notice was loaded has committed by then: no transaction lasts longer. */
const SETTLED_AFTER_MS = 30_000;

/**
 * Looks, for the oldest notice that was not yet followed up, at the next 200 running clocks that its days concern, in one
 * transaction; answers whether there was anything to do. A notice is followed up half a minute after it was loaded, when
 * every clock that was started without it can be seen.
 */
export function recomputeForNotices(
  db: Database,
  time: TimeSource,
  settledAfterMs = SETTLED_AFTER_MS,
): Promise<boolean> {
  return db.transact(async (tx) => {
    const notice = await takePending(tx, settledAfterMs);
    if (!notice) return false;
    const calendar = await currentCalendar(tx);
    const rows = await concerned(tx, notice);
    await recompute(tx, rows, calendar, time, () => `${notice.year}年节假日安排已调整：${notice.notice}`);
    const done = rows.length < BATCH;
    await tx.query('UPDATE calendar_notice SET recomputed_to = $2, recomputed_at = $3 WHERE ord = $1', [
      notice.ord,
      rows.at(-1)?.id ?? notice.recomputed_to,
      done ? time.now().toISOString() : null,
    ]);
    return true;
  });
}

async function takePending(tx: Tx, settledAfterMs: number): Promise<PendingNotice | undefined> {
  const [notice] = (await tx.query(
    `SELECT ord, year, notice, recomputed_to FROM calendar_notice
     WHERE recomputed_at IS NULL AND written_at <= clock_timestamp() - $1 * interval '1 millisecond'
     ORDER BY ord LIMIT 1 FOR UPDATE SKIP LOCKED`,
    [settledAfterMs],
  )) as PendingNotice[];
  return notice;
}

/** A notice moves days of its year and of the December before it. */
async function concerned(tx: Tx, { year, recomputed_to }: PendingNotice): Promise<ClockRow[]> {
  return (await tx.query(
    `SELECT ${CLOCK_COLUMNS} FROM ${CLOCKS}
     WHERE c.state = 'RUNNING' AND c.id > $1 AND c.alarm_on IS NOT NULL AND c.started_at < $2 AND c.late_at >= $3
     ORDER BY c.id LIMIT $4 FOR UPDATE OF c`,
    [
      recomputed_to ?? '00000000-0000-0000-0000-000000000000',
      startOfDay(`${year + 1}-01-01` as LocalDate).toISOString(),
      startOfDay(`${year - 1}-12-01` as LocalDate).toISOString(),
      BATCH,
    ],
  )) as ClockRow[];
}

async function recompute(
  tx: Tx,
  rows: readonly ClockRow[],
  calendar: Calendar,
  time: TimeSource,
  why: (row: ClockRow) => string,
): Promise<void> {
  const now = time.now();
  const ledgers = await readLedgers(
    tx,
    rows.map(({ id }) => id),
  );
  const moved = rows.flatMap((row) => {
    const next = recomputed(toClock(row), ledgers.get(row.id) ?? [], calendar, now, why(row));
    return next ? [next] : [];
  });
  await setClocks(tx, moved, now);
}

/** The clock with its end as it is now, and the ledger line that says why; undefined where nothing changes. */
function recomputed(
  clock: Clock,
  ledger: readonly LedgerEntry[],
  calendar: Calendar,
  now: Date,
  reason: string,
): Moved | undefined {
  const due = dueOf(calendar, clock.rule, standing(clock.rule, ledger));
  if (JSON.stringify(due) === JSON.stringify(clock.due)) return undefined;
  const entry: LedgerEntry = {
    ...{
      no: clock.version + 1,
      kind: 'RECOMPUTED',
      at: now,
      enteredAt: now,
      agencyId: null,
      officerId: null,
    },
    ...{ basis: clock.rule.basis, reason, details: {}, before: clock.due, after: due },
  };
  const moved = { ...clock, due, lateAt: due && endsOf(due).lateAt, version: entry.no };
  return { clock: moved, entry, ledger };
}
