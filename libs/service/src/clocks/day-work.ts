import { type Bucket, buckets, daysOf, MOST_COUNTED, type WorkCounts } from '@xianjie/deadlines';
import type { LocalDate } from '@xianjie/identifiers';
import type { Actor, Agency } from '@xianjie/identity';
import type { Tx } from '@xianjie/persistence';
import type { Clock } from '../clock.js';
import { dayLimit, type DayLimit } from './day-limit.js';
import type { WorkLine, Worklists, WorkQuery, WorkSource } from './worklists.js';

/** Where rows that bear a day are, in SQL. */
export interface DayRows {
  /** What a line needs of a row, beside `id` and `"dueOn"`. */
  readonly columns: string;
  /** `<table> AS w JOIN …`; joins may only add columns. */
  readonly from: string;
  /** What the agency `$1` has to do. */
  readonly where: string;
  readonly id: string;
  /** The last day. */
  readonly dueOn: string;
}

const FIRST = ['0001-01-01', '00000000-0000-0000-0000-000000000000'] as const;

/** Rows that bear the last day of a limit, as limits on a worklist. */
export abstract class DayWork<Row> implements WorkSource {
  abstract readonly name: string;
  protected abstract readonly rows: DayRows;

  constructor(
    worklists: Worklists,
    protected readonly clock: Clock,
  ) {
    worklists.add(this);
  }

  protected abstract limitOf(row: Row, agency: Agency): Omit<DayLimit, 'agency' | 'dueOn' | 'id'>;

  async page(tx: Tx, { actor: { agency }, bucket, limit, after }: WorkQuery): Promise<WorkLine[]> {
    const { columns, id, dueOn } = this.rows;
    const [day = FIRST[0], last = FIRST[1]] = after ?? [];
    const found = await tx.query<(Row & { id: string; dueOn: LocalDate })[]>(
      `SELECT ${id} AS id, ${dueOn}::text AS "dueOn", ${columns} ${this.due()}
       AND (${dueOn}, ${id}) > ($4::date, $5::uuid) ORDER BY ${dueOn}, ${id} LIMIT $6`,
      [agency.id, ...this.days(bucket), day, last, limit],
    );
    return found.map((row) => ({
      key: [row.dueOn, row.id],
      view: dayLimit({ ...this.limitOf(row, agency), agency, id: row.id, dueOn: row.dueOn }, this.clock),
    }));
  }

  async count(tx: Tx, { agency }: Actor): Promise<WorkCounts> {
    const counts = { LATE: 0, TODAY: 0, WEEK: 0 };
    for (const bucket of buckets) {
      const [row] = await tx.query<{ n: number }[]>(
        `SELECT count(*)::int AS n FROM (SELECT ${this.due()} LIMIT ${MOST_COUNTED}) few`,
        [agency.id, ...this.days(bucket)],
      );
      counts[bucket] = row?.n ?? 0;
    }
    return counts;
  }

  private due(): string {
    const { from, where, dueOn } = this.rows;
    return `FROM ${from} WHERE ${where} AND ${dueOn} BETWEEN $2::date AND $3::date`;
  }

  private days(bucket: Bucket | undefined): [LocalDate, LocalDate] {
    const { from, to } = daysOf(bucket, this.clock);
    return [from, to];
  }
}
