import type pg from 'pg';
import type { RelayOptions } from './relay-options.js';
import { Repeat } from './repeat.js';
import type { Totals } from './totals.js';

const COUNT_MS = 1000;
const DAYS_MS = 3600_000;
/** Up to so many pointers are counted each second; of more the sum is kept, and counted anew only every half minute. */
const COUNTED = 50_000;
const RECOUNT_MS = 30_000;
const DAYS_AHEAD = 3;

const FEW = `SELECT count(*) AS size FROM (SELECT FROM outbox LIMIT ${COUNTED + 1}) AS o`;
const ALL = 'SELECT count(*) AS size FROM outbox';
/** A sequence that was never used shows the number it would draw first. */
const DRAWN = 'SELECT last_value - CASE WHEN is_called THEN 0 ELSE 1 END AS drawn FROM event_ord';
const NOTE = `
  UPDATE relay_state SET outbox_size = $1, counted_ord = $2, counted_at = now()
  WHERE outbox_size <> $1 OR counted_ord <> $2 OR counted_at < now() - interval '1 minute'`;
const OLDEST = `
  SELECT coalesce(extract(epoch FROM now() - min(e.occurred_at)), 0)::float8 AS age
  FROM produced_topic t CROSS JOIN generate_series(0, t.partitions - 1) AS p(partition)
  CROSS JOIN LATERAL (
    SELECT o.ord, o.day FROM outbox o WHERE o.topic = t.topic AND o.partition = p.partition ORDER BY o.ord LIMIT 1
  ) AS o
  JOIN event e ON e.day = o.day AND e.ord = o.ord`;

/** Counts what is unsent, for limits and metrics, and keeps the journal's daily partitions. */
export class Keeper {
  /** Pointers deleted since the last count. */
  deleted = 0;
  private drawn = 0;
  private recountAt = 0;
  private readonly count: Repeat;
  private readonly days: Repeat;

  constructor(
    private readonly options: RelayOptions,
    private readonly side: pg.Pool,
    private readonly totals: Totals,
  ) {
    this.count = new Repeat(
      () => this.countUnsent(),
      (error) => this.warn('The outbox could not be counted', error, COUNT_MS),
    );
    this.days = new Repeat(
      () => this.keepDays(),
      (error) => this.warn("The journal's daily partitions could not be kept", error, 60_000),
    );
  }

  start(): void {
    this.count.start();
    this.days.start();
  }

  async stop(): Promise<void> {
    await Promise.all([this.count.stop(), this.days.stop()]);
  }

  private async countUnsent(): Promise<number> {
    // Drawn first: what is appended in between is counted twice rather than not at all.
    const drawn = await this.number(DRAWN, 'drawn');
    const { deleted } = this;
    let size = await this.number(FEW, 'size');
    if (size > COUNTED) size = await this.estimate(drawn, deleted);
    else this.recountAt = performance.now() + RECOUNT_MS;
    this.deleted -= deleted;
    this.drawn = drawn;
    this.totals.outboxSize = size;
    this.totals.oldestAgeSeconds = Math.max(0, await this.number(OLDEST, 'age'));
    await this.side.query(NOTE, [size, drawn]);
    return COUNT_MS;
  }

  private async estimate(drawn: number, deleted: number): Promise<number> {
    if (this.drawn > 0 && performance.now() < this.recountAt) {
      return Math.max(COUNTED, this.totals.outboxSize + drawn - this.drawn - deleted);
    }
    this.recountAt = performance.now() + RECOUNT_MS;
    return this.number(ALL, 'size');
  }

  private async number(sql: string, column: string): Promise<number> {
    const { rows } = await this.side.query<Record<string, unknown>>(sql);
    return Number(rows[0]?.[column] ?? 0);
  }

  private async keepDays(): Promise<number> {
    await this.side.query('SELECT make_event_days($1)', [DAYS_AHEAD]);
    await this.side.query('SELECT drop_event_days($1)', [this.options.keepDays ?? 30]);
    return DAYS_MS;
  }

  private warn(message: string, error: unknown, pause: number): number {
    this.options.logger.warn(message, { error });
    return pause;
  }
}
