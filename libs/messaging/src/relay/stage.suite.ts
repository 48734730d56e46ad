import { setTimeout as delay } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import type { EventType } from '@xianjie/contracts';
import { Database, migrate, openDataSource } from '@xianjie/persistence';
import { createTestDatabase, startEventLog, uniqueName } from '@xianjie/testing';
import type { EventLog, StoredRecord } from '../event-log/event-log.js';
import { openEventLog } from '../event-log/open-event-log.js';
import { prepareEventLog } from '../event-log/postgres/tables.js';
import { registerTopics } from '../outbox/topics.js';
import type { RelayLogger, RelayOptions } from './relay-options.js';
import { Relay } from './relay.js';
import { REQUESTS_TOPIC } from './request-resend.js';

export interface Noted {
  readonly id: string;
  readonly n: number;
  readonly filler?: string;
}

/** An event of tests: JSON in place of Avro, on the topic given. */
export function notedOn(topic: string): EventType<Noted> {
  return {
    type: 'test.v1.Noted',
    topic,
    key: 'id',
    schemaId: 900,
    fingerprint: 'ab'.repeat(32),
    encode: (value) => Buffer.from(JSON.stringify(value)),
    decode: (frame) => JSON.parse(frame.toString()) as Noted,
  };
}

const MIGRATIONS = fileURLToPath(new URL('../../migrations', import.meta.url));

/** A service's database, migrated, with `topics` registered. */
export async function openServiceDatabase(topics: Record<string, number>, poolSize = 8) {
  const server = await createTestDatabase('outbox');
  await migrate(server.address, [MIGRATIONS]);
  const dataSource = await openDataSource({ url: server.address, name: 'test', poolSize });
  const db = new Database(dataSource);
  await registerTopics(dataSource, new Map(Object.entries(topics)));
  const close = async (): Promise<void> => {
    if (dataSource.isInitialized) await dataSource.destroy();
    await server.stop();
  };
  return { url: server.address, db, close };
}

/** What a relay said, kept for tests to look at. */
export class Said implements RelayLogger {
  readonly lines: string[] = [];
  info = (message: string): void => void this.lines.push(`info ${message}`);
  warn = (message: string, details?: object): void =>
    void this.lines.push(`warn ${message} ${reason(details)}`);
  error = (message: string, details?: object): void =>
    void this.lines.push(`error ${message} ${reason(details)}`);
}

function reason(details: object | undefined): string {
  const { error } = (details ?? {}) as { error?: unknown };
  return error instanceof Error ? error.message : '';
}

/** A service's database, an event log with a topic of three partitions, and relays between them. */
export async function openStage(kind: 'postgres' | 'kafka') {
  const topic = uniqueName('relay');
  const service = uniqueName('service').replace('_', '-');
  const server = await startEventLog(kind);
  if (kind === 'postgres') await prepareEventLog(server.address);
  const address = server.address;
  const log = await openEventLog(address, { clientId: 'test', singleBroker: true });
  await log.createTopics([
    { name: topic, partitions: 3 },
    { name: REQUESTS_TOPIC, partitions: 1 },
  ]);
  const database = await openServiceDatabase({ [topic]: 3 });
  const said = new Said();
  const relays: Relay[] = [];
  const startRelay = async (options: Partial<RelayOptions> = {}): Promise<Relay> => {
    const relay = new Relay({
      databaseUrl: database.url,
      log,
      service,
      topics: [topic],
      logger: said,
      checkpointMs: 3600_000,
      ...options,
    });
    relays.push(relay);
    await relay.start();
    return relay;
  };
  const close = async (): Promise<void> => {
    await Promise.all(relays.map((relay) => relay.stop()));
    await log.close();
    await database.close();
    await server.stop();
  };
  return { ...database, topic, service, log, address, said, startRelay, close, event: notedOn(topic) };
}

export type Stage = Awaited<ReturnType<typeof openStage>>;

/** Waits until `holds` answers true; throws after a minute, with `what`. */
export async function until(what: string, holds: () => boolean | Promise<boolean>): Promise<void> {
  const end = Date.now() + 60_000;
  while (!(await holds())) {
    if (Date.now() > end) throw new Error(`Not so within a minute: ${what}`);
    await delay(20);
  }
}

/** All records of a topic, partition by partition. */
export async function readAll(log: EventLog, topic: string): Promise<StoredRecord[]> {
  const partitions = (await log.partitions([topic])).get(topic) ?? 0;
  const all: StoredRecord[] = [];
  for (let partition = 0; partition < partitions; partition += 1) {
    const { first, end } = await log.bounds({ topic, partition });
    for (let at = first; at < end;) {
      const records = await log.read({ topic, partition }, at, 1000);
      if (records.length === 0) break;
      all.push(...records);
      at = (records.at(-1)?.offset ?? at) + 1n;
    }
  }
  return all;
}

/** The events among `records` (no checkpoints). */
export function eventsOf(records: readonly StoredRecord[]): StoredRecord[] {
  return records.filter((record) => !record.key?.startsWith('@'));
}

/** Pointers that are not deleted yet, of events and checkpoints. */
export async function unsent(db: Database): Promise<number> {
  const [row] = await db.manager.query<{ n: number }[]>('SELECT count(*)::int AS n FROM outbox');
  return row?.n ?? 0;
}

/**
 * What a consumer sees who drops doubles by number: throws where a stream has a gap, is out of order, breaks its chain of predecessors
 * or changes its partition. Answers each stream's last number, and how many records were doubles.
 */
export function follow(records: readonly StoredRecord[]): { ends: Map<string, number>; doubles: number } {
  const marks = new Map<string, { number: number; id: string; partition: number }>();
  let doubles = 0;
  for (const record of records) {
    const stream = String(record.headers['ce_subject']);
    const number = Number(record.headers['ce_sequence']);
    const mark = marks.get(stream);
    if (mark && mark.partition !== record.partition) throw new Error(`${stream} moved to another partition`);
    if (mark && number <= mark.number) {
      doubles += 1;
      continue;
    }
    if (number !== (mark?.number ?? 0) + 1)
      throw new Error(`${stream}: ${number} after ${mark?.number ?? 0}`);
    if (record.headers['ce_previous'] !== mark?.id)
      throw new Error(`${stream}: ${number} has another predecessor`);
    marks.set(stream, { number, id: String(record.headers['ce_id']), partition: record.partition });
  }
  return { ends: new Map([...marks].map(([stream, mark]) => [stream, mark.number])), doubles };
}
