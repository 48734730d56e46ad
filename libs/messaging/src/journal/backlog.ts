import { rowsOf, type Queryable } from '../outbox/topics.js';

/** What waits to be sent, and which session sends it, as the database knows it: the same from every process of a service. */
export interface Backlog {
  readonly events: number;
  /** Age of the oldest; 0 where there is none. */
  readonly oldestSeconds: number;
  /** When it was counted. */
  readonly countedAt: Date;
  /** Raised when the database was restored. */
  readonly epoch: number;
  /** The session of the active relay; null where none holds the lock. */
  readonly relay: { readonly session: string; readonly since: Date } | null;
}

/** The first of each partition is the oldest of it. */
const BACKLOG = `
  SELECT s.outbox_size::float8 AS events, s.counted_at, s.epoch,
    (SELECT greatest(0, coalesce(extract(epoch FROM now() - min(e.occurred_at)), 0))::float8
     FROM produced_topic t CROSS JOIN generate_series(0, t.partitions - 1) AS p(partition)
     CROSS JOIN LATERAL (SELECT o.ord, o.day FROM outbox o WHERE o.topic = t.topic AND o.partition = p.partition ORDER BY o.ord LIMIT 1) o
     JOIN event e ON e.day = o.day AND e.ord = o.ord) AS oldest
  FROM relay_state s`;

/** A one-key advisory lock stands in pg_locks as the two halves of its key. */
const HOLDER = `
  SELECT a.application_name || ' #' || a.pid AS session, a.backend_start AS since
  FROM pg_locks l JOIN pg_stat_activity a USING (pid)
  WHERE l.locktype = 'advisory' AND l.granted AND l.objsubid = 1
    AND l.database = (SELECT oid FROM pg_database WHERE datname = current_database())
    AND (l.classid::bigint << 32 | l.objid::bigint) = hashtext('xianjie.relay')::bigint
  LIMIT 1`;

export async function readBacklog(db: Queryable): Promise<Backlog> {
  const [row] = rowsOf<{ events: number; counted_at: Date; epoch: number; oldest: number }>(
    await db.query(BACKLOG),
  );
  const [relay = null] = rowsOf<{ session: string; since: Date }>(await db.query(HOLDER));
  return {
    events: row?.events ?? 0,
    oldestSeconds: row?.oldest ?? 0,
    countedAt: row?.counted_at ?? new Date(0),
    epoch: row?.epoch ?? 0,
    relay,
  };
}
