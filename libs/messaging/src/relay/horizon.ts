import type { RelaySession } from './relay-session.js';

/**
 * A transaction draws an ordinal after it got its id (it locks stream rows first), so ids tell which ordinals can still appear. A sequence that
 * nobody drew from shows its first value as if it had been drawn.
 */
const LOOK = `
  SELECT (SELECT last_value - CASE WHEN is_called THEN 0 ELSE 1 END FROM event_ord), pg_snapshot_xmin(s)::text::bigint, pg_snapshot_xmax(s)::text::bigint
  FROM pg_current_snapshot() AS s`;

/**
 * The ordinal up to which nothing new can appear: whoever drew one at or below it has committed or rolled back. Without it each read would
 * step over all pointers deleted since the last vacuum.
 */
export class Horizon {
  safe = 0;
  /** What was drawn by the look before, and the id below which all are who drew it. */
  private drawn: number | undefined;
  private before: number | undefined;

  /**
   * A sequence is read as it is when the statement runs, a moment after its snapshot: a transaction may have begun and drawn in between. So
   * what one look found drawn is held against the ids of the next; once all of those have ended, it is settled.
   */
  async look(session: Pick<RelaySession, 'query'>): Promise<void> {
    const [row] = await session.query<[drawn: number, oldest: number, next: number]>('horizon', LOOK, []);
    if (!row) return;
    const [drawn, oldest, next] = row;
    if (this.drawn !== undefined) this.before ??= next;
    if (this.before !== undefined && oldest < this.before) return;
    this.safe = Math.max(this.safe, this.drawn ?? 0);
    this.drawn = drawn;
    this.before = undefined;
  }
}
