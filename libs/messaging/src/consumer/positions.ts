import type { Database, Tx } from '@xianjie/persistence';
import type { TopicPartition } from '../event-log/event-log.js';
import { PositionLost } from './failure.js';
import { markArrays, marksUpsert, type Marks } from './marks.js';
import { prepared } from './statements.js';

export type Began = 'start' | 'now' | 'export';

/** How far the service has come in a partition. */
export interface Position {
  readonly clusterId: string;
  readonly next: bigint;
  /** Identity of the record at `next - 1`; undefined where none was applied. */
  readonly lastRecord: string | undefined;
  readonly began: Began;
  readonly owner: string | undefined;
  readonly stopped: string | undefined;
  /** Records from `next` on whose try was noted before it was made, and of whose end nothing is known; 0 where none was. */
  readonly underWay: number;
}

interface PositionRow {
  cluster_id: string;
  next_offset: string;
  last_record: string | null;
  began: Began;
  owner: string | null;
  stopped: string | null;
  attempt_offset: string | null;
  attempt_records: number;
}

const COLUMNS =
  'cluster_id, next_offset, last_record, began, owner, stopped, attempt_offset, attempt_records';

function toPosition(row: PositionRow): Position {
  return {
    clusterId: row.cluster_id,
    next: BigInt(row.next_offset),
    lastRecord: row.last_record ?? undefined,
    began: row.began,
    owner: row.owner ?? undefined,
    stopped: row.stopped ?? undefined,
    underWay: row.attempt_offset === row.next_offset ? row.attempt_records : 0,
  };
}

export async function readPosition(
  db: Pick<Tx, 'query'>,
  { topic, partition }: TopicPartition,
): Promise<Position | undefined> {
  const text = `SELECT ${COLUMNS} FROM inbox_position WHERE topic = $1 AND partition = $2`;
  const [row] = await db.query<PositionRow[]>(text, [topic, partition]);
  return row && toPosition(row);
}

/** Makes the position where there is none; answers whether it was made. */
export async function createPosition(
  db: Pick<Tx, 'query'>,
  { topic, partition }: TopicPartition,
  begin: Pick<Position, 'clusterId' | 'next' | 'began'>,
): Promise<void> {
  await db.query(
    `INSERT INTO inbox_position (topic, partition, cluster_id, next_offset, began) VALUES ($1, $2, $3, $4, $5)
     ON CONFLICT DO NOTHING`,
    [topic, partition, begin.clusterId, String(begin.next), begin.began],
  );
}

/** Writes `owner` into the position; answers it as it was before, so that one left behind by a killed process is seen. */
export async function claimPosition(db: Database, at: TopicPartition, owner: string): Promise<Position> {
  return db.transact(async (tx) => {
    const text = `SELECT ${COLUMNS} FROM inbox_position WHERE topic = $1 AND partition = $2 FOR UPDATE`;
    const [row] = await tx.query<PositionRow[]>(text, [at.topic, at.partition]);
    if (!row) throw new PositionLost(`${at.topic}/${at.partition} has no position`);
    await tx.query('UPDATE inbox_position SET owner = $3 WHERE topic = $1 AND partition = $2', [
      at.topic,
      at.partition,
      owner,
    ]);
    return toPosition(row);
  });
}

/** Takes the name off again: this process left the partition in order. */
export async function leavePosition(db: Pick<Tx, 'query'>, at: TopicPartition, owner: string): Promise<void> {
  await db.query(
    'UPDATE inbox_position SET owner = NULL WHERE topic = $1 AND partition = $2 AND owner = $3',
    [at.topic, at.partition, owner],
  );
}

/** Locks the position where it is still `expected`. Throws PositionLost: somebody else has gone on. */
export async function lockPosition(
  tx: Tx,
  { topic, partition }: TopicPartition,
  clusterId: string,
  expected: bigint,
): Promise<void> {
  const rows = await prepared(
    tx,
    'inbox_lock_position',
    `SELECT FROM inbox_position
     WHERE topic = $1 AND partition = $2 AND cluster_id = $3 AND next_offset = $4 AND stopped IS NULL FOR UPDATE`,
    [topic, partition, clusterId, String(expected)],
  );
  if (rows.length === 0) throw new PositionLost(`${topic}/${partition} is not at ${expected} any more`);
}

/** Position and marks in one statement, the last before COMMIT. */
export async function advancePosition(
  tx: Tx,
  { topic, partition }: TopicPartition,
  to: { readonly next: bigint; readonly lastRecord: string; readonly strangers: number },
  marks: Marks,
): Promise<void> {
  await prepared(
    tx,
    'inbox_advance',
    `WITH moved AS (
       UPDATE inbox_position SET next_offset = $3, last_record = $4, strangers = strangers + $5,
         attempt_offset = NULL, attempts = 0, attempt_records = 0, advanced_at = now()
       WHERE topic = $1 AND partition = $2)
     ${marksUpsert(6)}`,
    [topic, partition, String(to.next), to.lastRecord, to.strangers, ...markArrays(marks)],
  );
}

/** Notes before it is made that `records` from `offset` on are tried together. */
export async function noteBatch(
  db: Pick<Tx, 'query'>,
  { topic, partition }: TopicPartition,
  offset: bigint,
  records: number,
): Promise<void> {
  await db.query(
    `UPDATE inbox_position SET attempt_offset = $3, attempts = 0, attempt_records = $4
     WHERE topic = $1 AND partition = $2 AND next_offset = $3`,
    [topic, partition, String(offset), records],
  );
}

/**
 * Counts a try of the record at `offset` before it is made; answers how often it was tried before. `suspects`: that record, and those behind
 * it that are to be tried alone as well.
 */
export async function countAttempt(
  db: Pick<Tx, 'query'>,
  { topic, partition }: TopicPartition,
  offset: bigint,
  suspects: number,
): Promise<number> {
  const [rows] = await db.query<[{ attempts: number }[], number]>(
    `UPDATE inbox_position SET attempt_offset = $3, attempt_records = $4,
       attempts = CASE WHEN attempt_offset = $3 THEN attempts + 1 ELSE 1 END
     WHERE topic = $1 AND partition = $2 RETURNING attempts`,
    [topic, partition, String(offset), suspects],
  );
  return (rows[0]?.attempts ?? 1) - 1;
}

/** Takes a counted try of the record at `offset` back: the process outlived it. */
export async function uncountAttempt(
  db: Pick<Tx, 'query'>,
  { topic, partition }: TopicPartition,
  offset: bigint,
): Promise<void> {
  await db.query(
    `UPDATE inbox_position SET attempts = greatest(0, attempts - 1)
     WHERE topic = $1 AND partition = $2 AND attempt_offset = $3`,
    [topic, partition, String(offset)],
  );
}

/** Moves the position where the log itself has changed. Throws PositionLost where it is not `from` any more. */
export async function movePosition(
  db: Pick<Tx, 'query'>,
  { topic, partition }: TopicPartition,
  from: bigint,
  to: bigint,
): Promise<void> {
  const [rows] = await db.query<[unknown[], number]>(
    `UPDATE inbox_position SET next_offset = $4, last_record = NULL, advanced_at = now()
     WHERE topic = $1 AND partition = $2 AND next_offset = $3 RETURNING 1`,
    [topic, partition, String(from), String(to)],
  );
  if (rows.length === 0) throw new PositionLost(`${topic}/${partition} is not at ${from} any more`);
}

export async function stopPosition(
  db: Pick<Tx, 'query'>,
  { topic, partition }: TopicPartition,
  because: string,
): Promise<void> {
  await db.query('UPDATE inbox_position SET stopped = $3 WHERE topic = $1 AND partition = $2', [
    topic,
    partition,
    because,
  ]);
}
