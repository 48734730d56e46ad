import type { DataSource } from 'typeorm';
import { rowsOf } from '../outbox/topics.js';
import { databaseOf, onCommit } from '../outbox/wake.js';
import { Horizon } from '../relay/horizon.js';

/** That an event was written, without what it says. */
export interface JournalEntry {
  /** Grows with time; transactions may commit in another order. */
  readonly ord: number;
  readonly topic: string;
  /** Key of its aggregate. */
  readonly key: string;
  readonly at: Date;
}

export interface JournalPage {
  /** Ordinal behind which to begin, and the last one wanted: one that `settle` answered. */
  readonly after: number;
  readonly upTo: number;
  readonly topics: readonly string[];
  readonly limit: number;
  /** Nothing older than yesterday is asked for. */
  readonly recent?: boolean;
}

const READ = `
  SELECT ord::float8 AS ord, topic, substr(stream_id, length(topic) + 2) AS key, occurred_at AS at FROM event
  WHERE ord > $1 AND ord <= $2 AND topic = ANY($3) AND day >= $4::date ORDER BY ord LIMIT $5`;

/** The journal of the events that a service wrote, for readers inside the service that must not miss any. */
export class Journal {
  readonly #horizon = new Horizon();

  constructor(private readonly dataSource: DataSource) {}

  /**
   * The ordinal up to which nothing new can appear. Not `settled`: something was drawn beyond it, and it is worth while to ask again in a
   * moment.
   */
  async settle(): Promise<{ readonly upTo: number; readonly settled: boolean }> {
    await this.#horizon.look({
      query: <R>(_name: string, sql: string, values?: unknown[]) => this.rows<R>(sql, values),
    });
    return { upTo: this.#horizon.safe, settled: this.#horizon.settled };
  }

  /** In the order of their ordinals. */
  async read({ after, upTo, topics, limit, recent }: JournalPage): Promise<JournalEntry[]> {
    const since = recent ? new Date(Date.now() - 86_400_000).toISOString().slice(0, 10) : '-infinity';
    return this.dataSource.query(READ, [after, upTo, topics, since, limit]);
  }

  /** Calls `listener` after commits of this process with events; those of others are not heard. Call the answer to end that. */
  onCommit(listener: () => void): () => void {
    return onCommit(databaseOf(this.dataSource), { wake: listener });
  }

  /** Rows as arrays of numbers, as the relay's session gives them. */
  private async rows<R>(sql: string, values?: unknown[]): Promise<R[]> {
    const found = rowsOf<Record<string, unknown>>(await this.dataSource.query(sql, values));
    return found.map(
      (row) => Object.values(row).map((value) => (value === null ? null : Number(value))) as R,
    );
  }
}
