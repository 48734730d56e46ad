import { DomainError } from '@xianjie/errors';
import type { Tx } from '@xianjie/persistence';
import { CLOCK_COLUMNS, type ClockRow, CLOCKS, type Queryable, readLedgers, toClock } from './clock-rows.js';
import type { Clock, LedgerEntry, Subject } from './words.js';

/** A clock by its id, or the one that has not stopped for a subject. */
export type ClockRef = { readonly id: string } | { readonly subject: Subject; readonly key: string };

/** The clocks of a subject, stopped ones too, in the order in which they began. */
export async function clocksOf(db: Queryable, subject: Subject): Promise<Clock[]> {
  return (await clocksOfEach(db, subject.kind, [subject.id])).get(subject.id) ?? [];
}

/** The same for many subjects of one kind, by their ids. */
export async function clocksOfEach(
  db: Queryable,
  kind: string,
  ids: readonly string[],
): Promise<Map<string, Clock[]>> {
  const rows = (await db.query(
    `SELECT ${CLOCK_COLUMNS} FROM ${CLOCKS} WHERE c.subject_kind = $1 AND c.subject_id = ANY($2::text[])
     ORDER BY c.started_at, c.id`,
    [kind, ids],
  )) as ClockRow[];
  const found = new Map<string, Clock[]>(ids.map((id) => [id, []]));
  for (const row of rows) found.get(row.subject_id)?.push(toClock(row));
  return found;
}

/** The ledger of a clock, from its start; empty where there is no such clock. */
export async function ledgerOf(db: Queryable, clockId: string): Promise<LedgerEntry[]> {
  return (await readLedgers(db, [clockId])).get(clockId) ?? [];
}

/**
 * The clock, locked until the transaction ends, with its ledger. Throws DomainError `not-found`, `clock.not-found`.
 */
export async function lockClock(tx: Tx, ref: ClockRef): Promise<{ clock: Clock; ledger: LedgerEntry[] }> {
  const [where, values] =
    'id' in ref
      ? (['c.id = $1', [ref.id]] as const)
      : ([
          "c.subject_kind = $1 AND c.subject_id = $2 AND c.key = $3 AND c.state <> 'STOPPED'",
          [ref.subject.kind, ref.subject.id, ref.key],
        ] as const);
  const [row] = (await tx.query(`SELECT ${CLOCK_COLUMNS} FROM ${CLOCKS} WHERE ${where} FOR UPDATE OF c`, [
    ...values,
  ])) as ClockRow[];
  if (row) return { clock: toClock(row), ledger: await ledgerOf(tx, row.id) };
  const name = 'id' in ref ? ref.id : `${ref.key} of ${ref.subject.kind} ${ref.subject.id}`;
  throw new DomainError('not-found', 'clock.not-found', `There is no clock ${name}`, { zh: '没有该期限' });
}
