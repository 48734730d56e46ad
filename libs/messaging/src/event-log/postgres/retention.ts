import type { Pool } from 'pg';

const GROUP = 5_000;

/**
 * Deletes the records whose topic's days are over, oldest first, in groups of 5,000 so that no lock is held for long; `first_offset`
 * moves with them. One process does it at a time, the others return at once. Answers how many were deleted.
 */
export async function deleteExpired(pool: Pool, now = Date.now()): Promise<number> {
  const client = await pool.connect();
  try {
    const lock = await client.query<{ mine: boolean }>(
      "SELECT pg_try_advisory_lock(hashtext('event-log.retention')) AS mine",
    );
    if (!lock.rows[0]?.mine) return 0;
    try {
      const partitions = await client.query<{ topic_id: number; partition: number; before: string }>(
        `SELECT topic_id, partition, ($1::bigint - retention_days * 86400000::bigint) AS before
         FROM log_partition JOIN log_topic ON id = topic_id`,
        [now],
      );
      let deleted = 0;
      for (const { topic_id, partition, before } of partitions.rows) {
        for (let some = GROUP; some === GROUP; deleted += some) {
          some = (await client.query(DELETE, [topic_id, partition, before, GROUP])).rows[0]?.deleted ?? 0;
        }
      }
      return deleted;
    } finally {
      await client.query("SELECT pg_advisory_unlock(hashtext('event-log.retention'))");
    }
  } finally {
    client.release();
  }
}

/** Times of a partition do not fall, so the expired ones are a prefix; the first young one ends it. */
const DELETE = `
  WITH oldest AS (
    SELECT record_offset, appended_at FROM log_record
    WHERE topic_id = $1 AND partition = $2 ORDER BY record_offset LIMIT $4
  ), gone AS (
    DELETE FROM log_record r USING oldest o
    WHERE r.topic_id = $1 AND r.partition = $2 AND r.record_offset = o.record_offset AND o.appended_at < $3
      AND o.record_offset < coalesce((SELECT min(record_offset) FROM oldest WHERE appended_at >= $3), 9223372036854775807)
    RETURNING r.record_offset
  ), moved AS (
    UPDATE log_partition SET first_offset = (SELECT max(record_offset) + 1 FROM gone)
    WHERE topic_id = $1 AND partition = $2 AND EXISTS (SELECT 1 FROM gone)
  )
  SELECT count(*)::int AS deleted FROM gone`;
