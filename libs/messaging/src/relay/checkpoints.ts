import { Checkpoint } from '@xianjie/contracts';
import { newId } from '@xianjie/identifiers';
import type pg from 'pg';
import { appendEvents, noteSchemas, type PendingEvent } from '../outbox/write-events.js';
import type { Lane } from './lane.js';
import type { RelayOptions } from './relay-options.js';
import { Repeat } from './repeat.js';
import { REQUESTS_TOPIC } from './request-resend.js';
import type { Totals } from './totals.js';

/** What one checkpoint names at most; more make the next one come sooner. */
const MOST_STREAMS = 2000;
const MOST_BYTES = 128 * 1024;
/** Checkpoints of one partition that are written at once. */
const MOST_AT_ONCE = 8;
/** Milliseconds between looks at whether one is due. */
const LOOK_MS = 100;
const SCHEMA = { id: Checkpoint.schemaId, type: Checkpoint.type, fingerprint: Checkpoint.fingerprint };

/**
 * What a relay before this one sent and no checkpoint names yet: events above the mark whose pointers are gone. Naming one twice does no
 * harm.
 */
const UNNAMED = `
  WITH mark AS (
    SELECT t.topic, p.partition, coalesce(m.covered_ord, 0) AS covered_ord
    FROM produced_topic t CROSS JOIN generate_series(0, t.partitions - 1) AS p(partition)
    LEFT JOIN checkpoint_mark m ON m.topic = t.topic AND m.partition = p.partition
  )
  SELECT e.topic, e.partition, substr(e.stream_id, length(e.topic) + 2) AS key, max(e.number) AS number
  FROM event e JOIN mark m ON m.topic = e.topic COLLATE "C" AND m.partition = e.partition AND e.ord > m.covered_ord
  WHERE e.ord > (SELECT min(covered_ord) FROM mark)
    AND NOT EXISTS (SELECT FROM outbox o WHERE o.topic = e.topic COLLATE "C" AND o.partition = e.partition AND o.ord = e.ord)
  GROUP BY 1, 2, 3`;

const MARK = `
  INSERT INTO checkpoint_mark AS m (topic, partition, covered_ord)
  SELECT * FROM unnest($1::text[], $2::int[], $3::bigint[]) ORDER BY 1, 2
  ON CONFLICT (topic, partition) DO UPDATE SET covered_ord = greatest(m.covered_ord, excluded.covered_ord)`;

type Ends = readonly (readonly [key: string, number: number])[];

/** What is written of one lane: its checkpoints, and the ordinal they reach to where they name all there is. */
interface Due {
  readonly lane: Lane;
  readonly parts: readonly Ends[];
  readonly covered: number;
}

/**
 * Writes checkpoints: ordinary events of a stream of their own in each partition, so they are numbered, kept, and sent again like any
 * other. Their ordinals are negative: they do not wait behind a backlog.
 */
export class Checkpoints {
  private readonly repeat: Repeat;
  private readonly everyMs: number;
  private recovered = false;
  private nextAt = 0;

  constructor(
    private readonly options: RelayOptions,
    private readonly side: pg.Pool,
    private readonly totals: Totals,
    private readonly lanes: () => readonly Lane[],
    private readonly written: () => void,
  ) {
    this.everyMs = options.checkpointMs ?? 10_000;
    this.repeat = new Repeat(
      () => this.look(),
      (error) => {
        options.logger.warn('Checkpoints could not be written', { error });
        return 1000;
      },
    );
  }

  start(): void {
    this.repeat.start();
  }

  stop(): Promise<void> {
    return this.repeat.stop();
  }

  private async look(): Promise<number> {
    const lanes = this.lanes().filter((lane) => lane.at.topic !== REQUESTS_TOPIC);
    if (lanes.length === 0) return Math.min(LOOK_MS, this.everyMs);
    if (!this.recovered) await this.recover(lanes);
    const isTime = performance.now() >= this.nextAt;
    if (isTime) this.nextAt = performance.now() + this.everyMs;
    const due = lanes.filter(
      (lane) => lane.openCheckpoints === 0 && (isTime || lane.ends.size >= MOST_STREAMS),
    );
    if (due.length > 0) await this.write(due.map(whatToName));
    return Math.min(LOOK_MS, this.everyMs);
  }

  private async recover(lanes: readonly Lane[]): Promise<void> {
    const { rows } = await this.side.query<{ topic: string; partition: number; key: string; number: string }>(
      UNNAMED,
    );
    const ends = new Map(lanes.map((lane) => [`${lane.at.topic}/${lane.at.partition}`, lane.ends]));
    for (const { topic, partition, key, number } of rows) {
      const its = ends.get(`${topic}/${partition}`);
      if (key.startsWith('@')) continue;
      its?.set(key, Math.max(Number(number), its.get(key) ?? 0));
    }
    this.recovered = true;
  }

  private async write(due: readonly Due[]): Promise<void> {
    const events = due.flatMap(({ lane, parts }) => parts.map((ends) => this.checkpoint(lane, ends)));
    const client = await this.side.connect();
    try {
      await client.query('BEGIN');
      await noteSchemas(client, [SCHEMA]);
      await appendEvents(client, events, new Map(), { ahead: true });
      await client.query(MARK, [
        due.map(({ lane }) => lane.at.topic),
        due.map(({ lane }) => lane.at.partition),
        due.map(({ covered }) => covered),
      ]);
      for (const { lane, parts } of due) lane.openCheckpoints += parts.length;
      await client.query('COMMIT');
    } catch (error) {
      for (const { lane } of due) lane.openCheckpoints = 0;
      await client.query('ROLLBACK').catch(() => undefined);
      throw error;
    } finally {
      client.release();
    }
    this.totals.checkpointsTotal += events.length;
    for (const { lane, parts } of due) for (const ends of parts) forget(lane, ends);
    this.written();
  }

  private checkpoint({ at: { topic, partition } }: Lane, ends: Ends): PendingEvent {
    const { service } = this.options;
    const streams = ends.map(([key, number]) => ({ key, number: BigInt(number) }));
    return {
      id: newId(),
      topic,
      key: `@checkpoint/${service}/${partition}`,
      partition,
      schema: SCHEMA,
      payload: Checkpoint.encode({ service, topic, partition, everyMs: this.everyMs, streams }),
      occurredAt: new Date(),
      traceparent: null,
    };
  }
}

function whatToName(lane: Lane): Due {
  const parts: (readonly [string, number])[][] = [[]];
  let bytes = 0;
  let all = true;
  for (const end of lane.ends) {
    const last = parts.at(-1);
    if (!last || last.length >= MOST_STREAMS || bytes >= MOST_BYTES) {
      all = parts.length < MOST_AT_ONCE;
      if (!all) break;
      parts.push([end]);
      bytes = 0;
    } else {
      last.push(end);
    }
    bytes += Buffer.byteLength(end[0]) + 10;
  }
  return { lane, parts, covered: all ? Math.max(0, lane.settled) : 0 };
}

/** A stream that went on meanwhile stays, for the next checkpoint. */
function forget(lane: Lane, ends: Ends): void {
  for (const [key, number] of ends) if (lane.ends.get(key) === number) lane.ends.delete(key);
}
