import { eventTypeOf } from '@xianjie/contracts';
import { DomainError } from '@xianjie/errors';
import type { Database } from '@xianjie/persistence';
import type { EventLog, LogBounds, TopicPartition } from '../event-log/event-log.js';
import type { Handlers } from './handlers.js';
import { createPosition, type Began } from './positions.js';

/** A topic this service consumes, with its partitions and how it begins where it has no position yet. */
export interface ConsumedTopic {
  readonly topic: string;
  readonly partitions: readonly TopicPartition[];
}

export interface Beginning {
  readonly db: Database;
  readonly log: EventLog;
  readonly handlers: Handlers;
  /** Whether the service knows where to get exports. */
  readonly canImport: boolean;
  /** Fills the service from the producer's export, up to where each partition is to go on. */
  importExport(topic: string): Promise<ReadonlyMap<number, bigint>>;
}

/** The topics of the handled types. Throws where a type is unknown or a topic missing, naming all of them. */
export async function consumedTopics({ handlers, log }: Beginning): Promise<ConsumedTopic[]> {
  const unknown = handlers.types.filter((type) => !eventTypeOf(type));
  if (unknown.length > 0) throw new Error(`No schema defines what handlers wait for: ${unknown.join(', ')}`);
  const topics = [...new Set(handlers.types.map((type) => topicOf(type)))].sort();
  const counts = await log.partitions(topics);
  const missing = topics.filter((topic) => !counts.has(topic));
  if (missing.length > 0) {
    throw new DomainError(
      'unavailable',
      'inbox.topic-missing',
      `The event log lacks topics: ${missing.join(', ')}`,
    );
  }
  return topics.map((topic) => ({
    topic,
    partitions: Array.from({ length: counts.get(topic) ?? 0 }, (_, partition) => ({ topic, partition })),
  }));
}

function topicOf(type: string): string {
  return eventTypeOf(type)?.topic ?? '';
}

/**
 * Gives each partition a position where it has none (architecture §3, "Beginning late"). Events of a type have passed when the log does not
 * hold its topic from the beginning any more, or when this service has read the topic without that type. Then its handler
 * must have said where to begin; throws DomainError `conflict` that names each that did not.
 */
export async function begin(beginning: Beginning, topics: readonly ConsumedTopic[]): Promise<void> {
  const silent: string[] = [];
  for (const topic of topics) silent.push(...(await beginTopic(beginning, topic)));
  if (silent.length === 0) return;
  throw new DomainError(
    'conflict',
    'inbox.events-passed',
    `Events have passed that these handlers never saw: ${silent.join(', ')}. Say from: 'now' or from: 'export' in their @EventPattern`,
    {
      zh: `以下处理器所需的事件已过去：${silent.join('、')}。请在 @EventPattern 中注明 from: 'now' 或 from: 'export'`,
    },
  );
}

async function beginTopic(beginning: Beginning, { topic, partitions }: ConsumedTopic): Promise<string[]> {
  const { db, log, handlers } = beginning;
  const types = handlers.types.filter((type) => topicOf(type) === topic);
  const known = await knownTypes(db, topic);
  const fresh = types.filter((type) => !known.has(type));
  if (fresh.length === 0 && (await hasPositions(db, topic, partitions.length))) return [];
  if (known.size > 0 || (await hasPositions(db, topic, partitions.length)))
    return addTypes(beginning, topic, fresh);
  const bounds = await Promise.all(partitions.map((at) => log.bounds(at)));
  const began = howToBegin(fresh, beginning, bounds);
  if (!began) return fresh;
  const starts = began === 'export' ? await beginning.importExport(topic) : undefined;
  const clusterId = await log.clusterId();
  for (const [partition, bound] of bounds.entries()) {
    const next = starts?.get(partition) ?? (began === 'now' ? bound.end : bound.first);
    await createPosition(db.manager, { topic, partition }, { clusterId, next, began });
  }
  await noteTypes(db, topic, types, began);
  return [];
}

/** Undefined where something has passed and no handler says what to do. */
function howToBegin(
  types: readonly string[],
  { handlers, canImport }: Beginning,
  bounds: readonly LogBounds[],
): Began | undefined {
  const said = new Set(types.map((type) => handlers.beginsFrom(type)).filter((from) => from !== undefined));
  const isEmpty = bounds.every(({ end }) => end === 0n);
  if (isEmpty) return 'start';
  if (said.size > 1) {
    throw new DomainError(
      'conflict',
      'inbox.begin-contradicts',
      `Handlers of ${types.join(', ')} begin differently; a topic has one beginning`,
    );
  }
  const [from] = said;
  const isComplete = bounds.every(({ first }) => first === 0n);
  // The whole log tells what an export would.
  if (isComplete && (!from || (from === 'export' && !canImport))) return 'start';
  return from;
}

/** A type added to a topic that is consumed already: what has passed of it was skipped. */
async function addTypes(
  { db, handlers, log }: Beginning,
  topic: string,
  types: readonly string[],
): Promise<string[]> {
  if (types.length === 0) return [];
  const passed = await hasAdvanced(db, topic);
  const refused = passed ? types.filter((type) => handlers.beginsFrom(type) === 'export') : [];
  if (refused.length > 0) {
    throw new DomainError(
      'conflict',
      'inbox.export-too-late',
      `${refused.join(', ')} cannot begin from an export: ${topic} is consumed already, and its marks are ahead of it. Begin from: 'now', or consume it in a service of its own`,
    );
  }
  const silent = passed ? types.filter((type) => !handlers.beginsFrom(type)) : [];
  if (silent.length > 0) return silent;
  const counts = await log.partitions([topic]);
  const clusterId = await log.clusterId();
  for (let partition = 0; partition < (counts.get(topic) ?? 0); partition += 1) {
    await createPosition(db.manager, { topic, partition }, { clusterId, next: 0n, began: 'start' });
  }
  await noteTypes(db, topic, types, passed ? 'now' : 'start');
  return [];
}

async function knownTypes(db: Database, topic: string): Promise<Set<string>> {
  const rows = await db.manager.query<{ type: string }[]>('SELECT type FROM inbox_type WHERE topic = $1', [
    topic,
  ]);
  return new Set(rows.map(({ type }) => type));
}

async function hasPositions(db: Database, topic: string, partitions: number): Promise<boolean> {
  const [row] = await db.manager.query<{ count: number }[]>(
    'SELECT count(*)::int AS count FROM inbox_position WHERE topic = $1',
    [topic],
  );
  return (row?.count ?? 0) >= partitions;
}

async function hasAdvanced(db: Database, topic: string): Promise<boolean> {
  const rows = await db.manager.query<unknown[]>(
    'SELECT FROM inbox_position WHERE topic = $1 AND (next_offset > 0 OR last_record IS NOT NULL) LIMIT 1',
    [topic],
  );
  return rows.length > 0;
}

async function noteTypes(db: Database, topic: string, types: readonly string[], began: Began): Promise<void> {
  await db.manager.query(
    'INSERT INTO inbox_type (type, topic, began) SELECT unnest($1::text[]), $2, $3 ON CONFLICT DO NOTHING',
    [types, topic, began],
  );
}
