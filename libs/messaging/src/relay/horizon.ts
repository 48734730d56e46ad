import type { RelaySession } from './relay-session.js';

/**
 * A transaction draws an ordinal after it got its id (it locks stream rows first), so ids tell which ordinals can still appear. A snapshot
 * knows nothing of ids above the last completed one, so the look takes an id of its own: whoever drew before has a lower one. It takes none
 * where nothing is left to settle. A sequence that nobody drew from shows its first value as if it had been drawn.
 */
const LOOK = `
  SELECT drawn, pg_snapshot_xmin(pg_current_snapshot())::text::bigint,
    CASE WHEN drawn > $1 THEN pg_current_xact_id()::text::bigint END
  FROM (SELECT last_value - CASE WHEN is_called THEN 0 ELSE 1 END AS drawn FROM event_ord) AS sequence`;

/**
 * The ordinal up to which nothing new can appear: whoever drew one at or below it has committed or rolled back. Without it each read would
 * step over all pointers deleted since the last vacuum.
 */
export class Horizon {
  safe = 0;
  /** What was drawn by the look before, and the id below which all are who drew it. */
  private drawn: number | undefined;
  private before: number | undefined;

  /** Whether nothing that was drawn waits to be settled: until then another look is worth its while. */
  get settled(): boolean {
    return this.drawn === undefined || this.drawn <= this.safe;
  }

  /**
   * A sequence is read as it is when the statement runs, maybe a moment after the look took its id: a transaction may have begun and drawn in
   * between. So what one look found drawn is held against the id of the next; once all below have ended, it is settled.
   */
  async look(session: Pick<RelaySession, 'query'>): Promise<void> {
    const [row] = await session.query<Look>('horizon', LOOK, [this.safe]);
    if (!row) return;
    const [drawn, oldest, own] = row;
    if (own === null) return;
    if (this.drawn !== undefined) this.before ??= own;
    if (this.before !== undefined && oldest < this.before) return;
    this.safe = Math.max(this.safe, this.drawn ?? 0);
    this.drawn = drawn;
    this.before = undefined;
  }
}

type Look = [drawn: number, oldest: number, own: number | null];
