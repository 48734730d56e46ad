import {
  type Actor,
  holds,
  markingColumns,
  type Permission,
  type Purpose,
  visibleTo,
} from '@xianjie/identity';
import type { Tx } from '@xianjie/persistence';
import type { Cell, Months } from './statistics.js';

/**
 * A table of counters that triggers keep: a row says by how much counts of one month, province and marking grew or shrank. Writers only
 * append, so none waits for another; `foldTally` puts rows together again.
 */
export interface Tally {
  readonly table: string;
  /** What it takes to read the things counted. */
  readonly permission: Permission;
  readonly purpose: Purpose;
  /** Column of each measure, by the measure's key. */
  readonly columns: Readonly<Record<string, string>>;
}

/** The counts of what the actor may see: the marking of a row is asked as that of a thing would be. */
export async function readTally(
  tx: Tx,
  { table, permission, purpose, columns }: Tally,
  { from, to }: Months,
  actor: Actor,
): Promise<Cell[]> {
  if (!holds(actor, permission)) return [];
  const { sql, parameters } = visibleTo(actor, purpose, 'tally');
  const names = Object.values(columns);
  const find = tx
    .createQueryBuilder()
    .select("to_char(tally.month, 'YYYY-MM')", 'month')
    .addSelect('tally.province', 'province')
    .from(table, 'tally')
    .where('tally.month BETWEEN CAST(:from AS date) AND CAST(:to AS date)', {
      from: `${from}-01`,
      to: `${to}-01`,
    })
    .andWhere(sql, parameters)
    .groupBy('tally.month')
    .addGroupBy('tally.province');
  for (const name of names) find.addSelect(`sum(tally.${name})::float8`, name);
  const rows = await find.getRawMany<Record<string, unknown>>();
  return rows.map((row) => ({
    month: String(row['month']),
    province: String(row['province']),
    values: Object.fromEntries(Object.entries(columns).map(([key, name]) => [key, Number(row[name])])),
  }));
}

/** Rows appended from which folding is worth its while. */
const ENOUGH = 500;
const MOST = 50_000;

/** Puts the rows of the months that grew together to one for each marking; answers how many rows there were. */
export async function foldTally(tx: Tx, { table, columns }: Tally): Promise<number> {
  const [grown] = await tx.query<{ n: number }[]>(
    `SELECT count(*)::int AS n FROM (SELECT FROM ${table} WHERE NOT folded LIMIT ${ENOUGH}) few`,
  );
  if ((grown?.n ?? 0) < ENOUGH) return 0;
  const keys = ['month', 'province', ...Object.values(markingColumns).map(({ name }) => name)].join(', ');
  const names = [...new Set(Object.values(columns))];
  const [folded] = await tx.query<{ n: number }[]>(
    `WITH gone AS (
       DELETE FROM ${table} WHERE ctid = ANY (ARRAY(
         SELECT ctid FROM ${table} WHERE month IN (SELECT DISTINCT month FROM ${table} WHERE NOT folded)
         LIMIT ${MOST} FOR UPDATE SKIP LOCKED)) RETURNING *),
     put AS (
       INSERT INTO ${table} (${keys}, ${names.join(', ')}, folded)
       SELECT ${keys}, ${names.map((name) => `sum(${name})`).join(', ')}, true FROM gone GROUP BY ${keys}
       HAVING ${names.map((name) => `sum(${name}) <> 0`).join(' OR ')})
     SELECT count(*)::int AS n FROM gone`,
  );
  return folded?.n ?? 0;
}
