import { DomainError } from '@xianjie/errors';
import type { Database } from '@xianjie/persistence';
import type { EntityManager } from 'typeorm';
import type { EventLog } from '../event-log/event-log.js';
import type { ExportLine } from './export-lines.js';
import type { ExportedState, ExportSource } from './export-source.js';

export interface ExportEnvironment {
  readonly db: Database;
  readonly log: EventLog;
  /** The producing service. */
  readonly service: string;
}

const PAGE = 200;
/** Below the role's `transaction_timeout`; the answer then ends with the key to go on after. */
const SNAPSHOT_MS = 10_000;

/**
 * The present state of a topic's aggregates with their stream numbers, each pair from one REPEATABLE READ snapshot, taken after the log's
 * ends were noted: an event that the snapshot lacks is committed later, so the log holds it at or after these ends. A
 * caller that goes on with `after` gets a newer snapshot, which is exact too, as numbers belong to one stream each; it must go on in
 * the log from the ends of its *first* answer. Throws `not-found` where nobody exports the topic.
 */
export async function* exportLines(
  env: ExportEnvironment,
  sources: readonly ExportSource[],
  topic: string,
  after?: string,
): AsyncGenerator<ExportLine> {
  const source = sources.find((one) => one.topic === topic);
  if (!source)
    throw new DomainError('not-found', 'export.unknown', `Topic ${topic} has no export here`, {
      zh: '该主题不提供导出',
    });
  yield await beginning(env.log, topic);
  const runner = env.db.dataSource.createQueryRunner();
  try {
    await runner.startTransaction('REPEATABLE READ');
    await runner.query('SET TRANSACTION READ ONLY');
    yield* pages(runner.manager, env.service, source, after);
    await runner.commitTransaction();
  } finally {
    if (runner.isTransactionActive) await runner.rollbackTransaction().catch(() => undefined);
    await runner.release();
  }
}

async function beginning(log: EventLog, topic: string): Promise<ExportLine> {
  const count = (await log.partitions([topic])).get(topic) ?? 0;
  const bounds = await Promise.all(
    Array.from({ length: count }, (_, partition) => log.bounds({ topic, partition })),
  );
  return {
    line: 'begin',
    topic,
    clusterId: await log.clusterId(),
    ends: bounds.map(({ end }) => String(end)),
  };
}

async function* pages(
  manager: EntityManager,
  service: string,
  source: ExportSource,
  after: string | undefined,
): AsyncGenerator<ExportLine> {
  const until = Date.now() + SNAPSHOT_MS;
  for (let last = after; ;) {
    const states = await source.states(manager, last, PAGE);
    yield* await withNumbers(manager, service, source.topic, states);
    last = states.at(-1)?.key ?? last;
    if (states.length < PAGE) return yield { line: 'end', after: null };
    if (Date.now() >= until) return yield { line: 'end', after: last ?? null };
  }
}

interface StreamRow {
  stream_id: string;
  last_number: string;
  last_event_id: string;
  epoch: number;
}

async function withNumbers(
  manager: EntityManager,
  service: string,
  topic: string,
  states: readonly ExportedState[],
): Promise<ExportLine[]> {
  const rows = await manager.query<StreamRow[]>(
    'SELECT stream_id, last_number, last_event_id, epoch FROM stream WHERE stream_id = ANY($1::text[])',
    [states.map(({ key }) => `${topic}/${key}`)],
  );
  const streams = new Map(rows.map((row) => [row.stream_id, row]));
  return states.map(({ key, events }) => {
    const stream = streams.get(`${topic}/${key}`);
    return {
      line: 'state',
      key,
      number: stream?.last_number ?? '0',
      eventId: stream?.last_event_id ?? null,
      epoch: stream?.epoch ?? 0,
      source: `/xianjie/${service}`,
      events: events.map(([event, value]) => ({
        type: event.type,
        frame: event.encode(value).toString('base64'),
      })),
    };
  });
}
