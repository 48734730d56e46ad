import type { Due } from '@xianjie/calendar';
import type { LocalDate } from '@xianjie/identifiers';
import type { Tx } from '@xianjie/persistence';
import { momentText } from './moments.js';
import type { AlarmKind, Clock, ClockState, LedgerEntry, LimitRule } from './words.js';

/** What reads: a transaction, or the manager outside of one. */
export type Queryable = Pick<Tx, 'query'>;

/** A clock as `CLOCK_COLUMNS` read it. */
export interface ClockRow {
  readonly id: string;
  readonly subject_kind: string;
  readonly subject_id: string;
  readonly snapshot: LimitRule;
  readonly agency: string;
  readonly addressees: readonly string[];
  readonly state: ClockState;
  readonly started_at: Date;
  readonly suspended_at: Date | null;
  readonly stopped_at: Date | null;
  readonly alarm_on: LocalDate | null;
  readonly late_after: LocalDate | null;
  readonly due_at: Date | null;
  readonly late_at: Date | null;
  readonly missing_year: number | null;
  readonly version: number;
}

/** Of `clock c JOIN clock_rule r`; days as text, which the driver would turn into moments of the host's zone. */
export const CLOCK_COLUMNS = `c.id, c.subject_kind, c.subject_id, r.snapshot, c.agency, c.addressees, c.state, c.started_at,
  c.suspended_at, c.stopped_at, c.alarm_on::text, c.late_after::text, c.due_at, c.late_at, c.missing_year, c.version`;

export const CLOCKS = 'clock c JOIN clock_rule r ON r.id = c.rule_id';

export function toClock(row: ClockRow): Clock {
  return {
    id: row.id,
    subject: { kind: row.subject_kind, id: row.subject_id },
    rule: row.snapshot,
    agency: row.agency,
    addressees: row.addressees,
    state: row.state,
    startedAt: row.started_at,
    suspendedAt: row.suspended_at,
    stoppedAt: row.stopped_at,
    due: dueOfRow(row),
    lateAt: row.late_at,
    version: row.version,
  };
}

function dueOfRow({ alarm_on, late_after, due_at, missing_year }: ClockRow): Due | null {
  if (!due_at) return null;
  if (!alarm_on || !late_after) return { kind: 'moment', dueAt: momentText(due_at) };
  const days = { kind: 'day', alarmOn: alarm_on, lateAfter: late_after } as const;
  return missing_year === null
    ? { ...days, provisional: false }
    : { ...days, provisional: true, missingYear: missing_year };
}

interface EntryRow {
  readonly clock_id: string;
  readonly no: number;
  readonly kind: LedgerEntry['kind'];
  readonly at: Date;
  readonly entered_at: Date;
  readonly agency_id: string | null;
  readonly officer_id: string | null;
  readonly basis: string;
  readonly reason: string | null;
  readonly details: LedgerEntry['details'];
  readonly before: Due | null;
  readonly after: Due | null;
}

/** The ledgers of these clocks, each from its start. */
export async function readLedgers(
  db: Queryable,
  ids: readonly string[],
): Promise<Map<string, LedgerEntry[]>> {
  const rows = (await db.query(
    `SELECT clock_id, no, kind, at, entered_at, agency_id, officer_id, basis, reason, details, before, after
     FROM clock_entry WHERE clock_id = ANY($1::uuid[]) ORDER BY clock_id, no`,
    [ids],
  )) as EntryRow[];
  const ledgers = new Map<string, LedgerEntry[]>(ids.map((id) => [id, []]));
  for (const row of rows) ledgers.get(row.clock_id)?.push(toEntry(row));
  return ledgers;
}

function toEntry({ clock_id: _, entered_at, agency_id, officer_id, ...row }: EntryRow): LedgerEntry {
  return { ...row, enteredAt: entered_at, agencyId: agency_id, officerId: officer_id };
}

/** An alarm that is still to come, as the row holds it. */
export interface NextAlarm {
  readonly kind: AlarmKind;
  readonly at: Date;
}

/** Appends ledger lines, in one statement. */
export async function appendEntries(
  tx: Tx,
  entries: readonly (LedgerEntry & { readonly clockId: string })[],
): Promise<void> {
  if (entries.length === 0) return;
  const json = (value: unknown) => (value === null ? null : JSON.stringify(value));
  await tx.query(
    `INSERT INTO clock_entry (clock_id, no, kind, at, entered_at, agency_id, officer_id, basis, reason, details, before, after)
     SELECT * FROM unnest($1::uuid[], $2::int[], $3::text[], $4::timestamptz[], $5::timestamptz[], $6::text[], $7::text[],
       $8::text[], $9::text[], $10::jsonb[], $11::jsonb[], $12::jsonb[])`,
    [
      entries.map((entry) => entry.clockId),
      entries.map((entry) => entry.no),
      entries.map((entry) => entry.kind),
      entries.map((entry) => entry.at.toISOString()),
      entries.map((entry) => entry.enteredAt.toISOString()),
      entries.map((entry) => entry.agencyId),
      entries.map((entry) => entry.officerId),
      entries.map((entry) => entry.basis),
      entries.map((entry) => entry.reason),
      entries.map((entry) => JSON.stringify(entry.details)),
      entries.map((entry) => json(entry.before)),
      entries.map((entry) => json(entry.after)),
    ],
  );
}
