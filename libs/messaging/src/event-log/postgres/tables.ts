import pg from 'pg';

/**
 * The log's tables, in a database of its own. `log_partition.next_offset` is the lock under which a partition is appended to, so
 * offsets become visible in their order. Records lie together by partition and offset.
 */
const TABLES = `
CREATE TABLE IF NOT EXISTS log_identity (
  only_one boolean PRIMARY KEY DEFAULT true CHECK (only_one),
  cluster_id uuid NOT NULL DEFAULT gen_random_uuid()
);
INSERT INTO log_identity DEFAULT VALUES ON CONFLICT DO NOTHING;

CREATE TABLE IF NOT EXISTS log_topic (
  id int GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  name text NOT NULL UNIQUE,
  partitions int NOT NULL CHECK (partitions BETWEEN 1 AND 4096),
  retention_days int NOT NULL CHECK (retention_days > 0)
);

CREATE TABLE IF NOT EXISTS log_partition (
  topic_id int NOT NULL REFERENCES log_topic ON DELETE CASCADE,
  partition int NOT NULL,
  first_offset bigint NOT NULL DEFAULT 0,
  next_offset bigint NOT NULL DEFAULT 0,
  PRIMARY KEY (topic_id, partition)
) WITH (fillfactor = 50, autovacuum_vacuum_scale_factor = 0, autovacuum_vacuum_threshold = 1000);

-- No foreign key: a check for each record would halve the speed; whoever deletes a topic deletes its records.
CREATE TABLE IF NOT EXISTS log_record (
  topic_id int NOT NULL,
  partition int NOT NULL,
  record_offset bigint NOT NULL,
  appended_at bigint NOT NULL,
  key text,
  value bytea,
  headers json NOT NULL DEFAULT '{}',
  PRIMARY KEY (topic_id, partition, record_offset)
) WITH (autovacuum_vacuum_insert_scale_factor = 0.5);
ALTER TABLE log_record ALTER COLUMN value SET STORAGE EXTERNAL;

CREATE TABLE IF NOT EXISTS log_group (
  id int GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  name text NOT NULL UNIQUE
);
CREATE SEQUENCE IF NOT EXISTS log_member AS int CYCLE;
`;

/** Makes the tables of the log where they are missing. Safe to call from several processes at once. */
export async function prepareEventLog(address: string): Promise<void> {
  const client = new pg.Client({ connectionString: address, application_name: 'event-log-prepare' });
  await client.connect();
  try {
    await client.query(
      `BEGIN; SELECT pg_advisory_xact_lock(hashtext('xianjie.event-log')); ${TABLES} COMMIT`,
    );
  } finally {
    await client.end();
  }
}
