import { DomainError } from '@xianjie/errors';
import { afterCommit, type Tx } from '@xianjie/persistence';
import type { DataSource } from 'typeorm';
import { prepared } from '../consumer/statements.js';
import { partitionOf } from './murmur2.js';
import { requireAppendRoom } from './pressure.js';
import { readTopics, type Queryable } from './topics.js';

export interface EventSchema {
  readonly id: number;
  readonly type: string;
  readonly fingerprint: string;
}

/** An event, encoded, that has no number yet. */
export interface PendingEvent {
  readonly id: string;
  readonly topic: string;
  readonly key: string;
  /** Where the stream is born, when not by the hash of its key. */
  readonly partition?: number;
  readonly schema: EventSchema;
  readonly payload: Buffer;
  readonly occurredAt: Date;
  readonly traceparent: string | null;
}

/** What this process has seen committed in a database; both only ever grow. */
interface Known {
  topics: ReadonlyMap<string, number>;
  readonly schemas: Set<number>;
}

const knownOf = new WeakMap<DataSource, Known>();

/** Numbers and stores events in the open transaction, with one statement. Throws as `appendToOutbox` says. */
export async function writeEvents(tx: Tx, events: readonly PendingEvent[]): Promise<void> {
  const known = knownOf.get(tx.dataSource) ?? {
    topics: new Map<string, number>(),
    schemas: new Set<number>(),
  };
  knownOf.set(tx.dataSource, known);
  await requireAppendRoom(tx.dataSource, tx);
  const news = newSchemas(events, known.schemas);
  if (news.length > 0) {
    await noteSchemas(tx, news);
    afterCommit(tx, () => news.forEach((schema) => known.schemas.add(schema.id)));
  }
  if (events.some((event) => !known.topics.has(event.topic))) known.topics = await readTopics(tx);
  await prepared(tx, 'outbox_append', APPEND, argumentsOf(events, known.topics, false));
}

function newSchemas(events: readonly PendingEvent[], known: ReadonlySet<number>): EventSchema[] {
  const news = new Map<number, EventSchema>();
  for (const { schema } of events) if (!known.has(schema.id)) news.set(schema.id, schema);
  return [...news.values()];
}

/** In the order of their ids: two transactions that note the same ones must not wait for each other. */
export async function noteSchemas(db: Queryable, schemas: readonly EventSchema[]): Promise<void> {
  await db.query(
    `INSERT INTO event_schema (schema_id, type, fingerprint)
     SELECT * FROM unnest($1::int[], $2::text[], $3::text[]) ORDER BY 1 ON CONFLICT DO NOTHING`,
    [schemas.map((s) => s.id), schemas.map((s) => s.type), schemas.map((s) => s.fingerprint)],
  );
}

/** Locks the streams in the order of their ids. */
const APPEND =
  'SELECT append_events($1::uuid[], $2::text[], $3::text[], $4::int[], $5::int[], $6::bytea[], $7::timestamptz[], $8::text[], $9)';

/** One call of the database's `append_events`. `ahead` of all others that are unsent. */
export async function appendEvents(
  db: Queryable,
  events: readonly PendingEvent[],
  topics: ReadonlyMap<string, number>,
  options: { readonly ahead?: boolean } = {},
): Promise<void> {
  await db.query(APPEND, argumentsOf(events, topics, options.ahead ?? false));
}

function argumentsOf(
  events: readonly PendingEvent[],
  topics: ReadonlyMap<string, number>,
  ahead: boolean,
): unknown[] {
  return [
    events.map((event) => event.id),
    events.map((event) => `${event.topic}/${event.key}`),
    events.map((event) => event.topic),
    events.map((event) => event.partition ?? birthPartition(event, topics)),
    events.map((event) => event.schema.id),
    events.map((event) => event.payload),
    events.map((event) => event.occurredAt.toISOString()),
    events.map((event) => event.traceparent),
    ahead,
  ];
}

function birthPartition(event: PendingEvent, topics: ReadonlyMap<string, number>): number {
  const partitions = topics.get(event.topic);
  if (partitions !== undefined) return partitionOf(event.key, partitions);
  throw new DomainError(
    'unavailable',
    'outbox.topic-unknown',
    `Topic ${event.topic} of ${event.schema.type} is not known here: the relay registers the topics it is started with (registerTopics)`,
    { zh: `主题 ${event.topic} 尚未登记，暂不能发送事件` },
  );
}
