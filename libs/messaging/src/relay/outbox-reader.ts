import type { Lane } from './lane.js';
import type { EventRow } from './record.js';
import type { RelaySession } from './relay-session.js';

/** One group: what one `append` takes. */
const GROUP_EVENTS = 500;
const GROUP_BYTES = 512 * 1024;
/** More than a lane ever holds, in groups: what a read from the start must get past. */
const HELD_GROUPS = 6;

/**
 * Unsent events of many partitions at once, each in `ord` order. Transactions commit in another order than their ordinals were drawn, so
 * "above the last one read" may leave out a latecomer and take its successor. Therefore the pointers up to the last one read
 * are counted in the same snapshot: where more are there than the lane holds, it is read from the start again (and what it holds is
 * skipped by `read`). Within one snapshot a stream never misses a predecessor: its row is locked until commit.
 */
export const READ = `
  SELECT w.lane - 1, p.ord, e.stream_id, e.number, e.event_id, e.previous_id, e.epoch, e.schema_id, e.occurred_at,
         e.traceparent, e.payload
  FROM unnest($1::text[], $2::int[], $3::bigint[], $4::bigint[], $5::int[])
         WITH ORDINALITY AS w(topic, partition, floor, read_up_to, held, lane)
  CROSS JOIN LATERAL (
    SELECT count(*) AS there FROM outbox o
    WHERE o.topic = w.topic COLLATE "C" AND o.partition = w.partition AND o.ord > w.floor AND o.ord <= w.read_up_to
  ) AS c
  CROSS JOIN LATERAL (
    SELECT s.ord, s.day FROM (
      SELECT o.ord, o.day, row_number() OVER up_to AS nth, sum(o.size) OVER up_to - o.size AS bytes_before
      FROM outbox o
      WHERE o.topic = w.topic COLLATE "C" AND o.partition = w.partition
        AND o.ord > CASE WHEN c.there = w.held THEN w.read_up_to ELSE w.floor END
      WINDOW up_to AS (ORDER BY o.ord ROWS UNBOUNDED PRECEDING)
      ORDER BY o.ord LIMIT ${GROUP_EVENTS} + CASE WHEN c.there = w.held THEN 0 ELSE w.held END
    ) AS s
    WHERE s.nth = 1 OR s.bytes_before < ${GROUP_BYTES} * CASE WHEN c.there = w.held THEN 1 ELSE ${HELD_GROUPS} END
  ) AS p
  JOIN event e ON e.day = p.day AND e.ord = p.ord`;

export const DELETE = `
  DELETE FROM outbox o USING unnest($1::text[], $2::int[], $3::bigint[]) AS sent(topic, partition, ord)
  WHERE o.topic = sent.topic COLLATE "C" AND o.partition = sent.partition AND o.ord = sent.ord`;

/** Rows of one lane, in order, none of them held already. */
export interface LaneRows {
  readonly lane: Lane;
  readonly rows: readonly EventRow[];
  /** Whether nothing more was there. */
  readonly all: boolean;
}

/** Reads a group for each lane. A lane that started over meanwhile is left out: it must be read anew. */
export async function readLanes(session: RelaySession, lanes: readonly Lane[]): Promise<LaneRows[]> {
  const asked = lanes.map((lane) => ({ lane, generation: lane.generation, found: [] as EventRow[] }));
  const rows = await session.query<EventRow>('read', READ, [
    lanes.map((lane) => lane.at.topic),
    lanes.map((lane) => lane.at.partition),
    lanes.map((lane) => lane.floor),
    lanes.map((lane) => Math.max(lane.readUpTo, lane.floor)),
    lanes.map((lane) => lane.held.size),
  ]);
  for (const row of rows) asked[row[0]]?.found.push(row);
  return asked
    .filter(({ lane, generation }) => lane.generation === generation)
    .map(({ lane, found }) => firstGroup(lane, found));
}

function firstGroup(lane: Lane, found: EventRow[]): LaneRows {
  // The plan gives them in order; nothing promises it.
  found.sort((a, b) => a[1] - b[1]);
  const rows: EventRow[] = [];
  let bytes = 0;
  for (const row of found) {
    if (lane.held.has(row[1])) continue;
    if (rows.length === GROUP_EVENTS || bytes >= GROUP_BYTES) break;
    bytes += row[10].length;
    rows.push(row);
  }
  return {
    lane,
    rows,
    all: rows.length === found.length && rows.length < GROUP_EVENTS && bytes < GROUP_BYTES,
  };
}

/** Deletes the pointers of what the lanes have acknowledged, in one statement. Answers how many events that were. */
export async function deleteAcknowledged(session: RelaySession, lanes: Iterable<Lane>): Promise<number> {
  const topics: string[] = [];
  const partitions: number[] = [];
  const ordinals: number[] = [];
  const taken: [Lane, number[]][] = [];
  for (const lane of lanes) {
    if (lane.acknowledged.length === 0) continue;
    taken.push([lane, lane.acknowledged]);
    for (const ord of lane.acknowledged) {
      topics.push(lane.at.topic);
      partitions.push(lane.at.partition);
      ordinals.push(ord);
    }
    lane.acknowledged = [];
  }
  if (ordinals.length === 0) return 0;
  await session.query('delete', DELETE, [topics, partitions, ordinals]);
  for (const [lane, sent] of taken) lane.forget(sent);
  return ordinals.length;
}
