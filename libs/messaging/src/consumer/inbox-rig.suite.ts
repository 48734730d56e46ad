import { fileURLToPath } from 'node:url';
import { Controller, type Type } from '@nestjs/common';
import { Ctx, EventPattern, Payload } from '@nestjs/microservices';
import { FastifyAdapter } from '@nestjs/platform-fastify';
import { Test } from '@nestjs/testing';
import { LeadSubmitted, LeadWithdrawn, toHeaders, type EventType } from '@xianjie/contracts';
import { newId } from '@xianjie/identifiers';
import { Database, migrate, openDataSource } from '@xianjie/persistence';
import { createTestDatabase, startEventLog } from '@xianjie/testing';
import type { EventLog, LogRecord, StoredRecord } from '../event-log/event-log.js';
import { openEventLog } from '../event-log/open-event-log.js';
import { prepareEventLog } from '../event-log/postgres/tables.js';
import { EventConsumer, type EventConsumerOptions } from './event-consumer.js';
import { InboxContext } from './inbox-context.js';

export const TOPIC = LeadSubmitted.topic;

/** What a handler of the rig does before it writes its effect. */
export type Behaviour = (value: { leadId: string }, context: InboxContext) => unknown;

/** A lead's events as a relay would send them: numbered, chained. */
export class TestStream {
  readonly records: LogRecord[] = [];
  number = 0n;
  previous: string | undefined;

  constructor(
    readonly key: string = newId(),
    public epoch = 1,
  ) {}

  get id(): string {
    return `${TOPIC}/${this.key}`;
  }

  /** The next event. */
  next(change: Partial<LeadSubmitted> = {}): LogRecord {
    return this.add(LeadSubmitted, { ...lead(this.key), ...change });
  }

  withdrawn(): LogRecord {
    return this.add(LeadWithdrawn, { leadId: this.key, withdrawnOn: '2026-11-23' });
  }

  add<T>(event: EventType<T>, value: T, frame: Buffer = event.encode(value)): LogRecord {
    this.number += 1n;
    const id = newId();
    const headers = toHeaders({
      id,
      source: '/xianjie/lead-reporting',
      type: event.type,
      time: new Date().toISOString(),
      subject: this.id,
      sequence: this.number,
      partitionKey: this.key,
      epoch: this.epoch,
      ...(this.previous !== undefined && { previous: this.previous }),
      schemaFingerprint: event.fingerprint,
    });
    this.previous = id;
    const record = { key: this.key, value: frame, headers };
    this.records.push(record);
    return record;
  }
}

export function lead(leadId: string): LeadSubmitted {
  return {
    leadId,
    submitter: 'zj',
    externalNo: 'A-1',
    source: 'FAIR',
    scope: 'NATION',
    subjectKind: 'UNKNOWN',
    creditCode: null,
    shop: null,
    patentNumber: null,
    actType: 'OTHER',
    actOn: '2026-11-01',
    areaCode: '330100',
    submittedOn: '2026-11-02',
  };
}

/** Writes one row per event: what was applied, in the order it was. */
export const EFFECTS = `CREATE TABLE effect (at bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  stream text NOT NULL, number bigint NOT NULL, type text NOT NULL, origin text NOT NULL)`;

export function noteEffects({ tx, entries, origin }: InboxContext): Promise<unknown> {
  const column = (of: (entry: InboxContext['entries'][number]) => unknown) => entries.map(of);
  return tx.query(
    'INSERT INTO effect (stream, number, type, origin) SELECT *, $4 FROM unnest($1::text[], $2::bigint[], $3::text[])',
    [
      column(({ envelope }) => envelope.subject),
      column(({ envelope }) => String(envelope.sequence)),
      column(({ envelope }) => envelope.type),
      origin,
    ],
  );
}

export interface Effect {
  readonly stream: string;
  readonly number: string;
  readonly origin: string;
}

/** A consumer with its database and log, and the ordinary handlers of the rig. */
export class InboxRig {
  behaviour: Behaviour = () => undefined;
  readonly logged: string[] = [];
  private readonly apps: { close(): Promise<void> }[] = [];

  private constructor(
    readonly db: Database,
    readonly databaseUrl: string,
    readonly log: EventLog,
    readonly logUrl: string,
    private readonly stops: (() => Promise<void>)[],
  ) {}

  static async start(kind: 'postgres' | 'kafka' = 'postgres', partitions = 1): Promise<InboxRig> {
    const [database, logServer] = await Promise.all([
      createTestDatabase('inbox'),
      startEventLog(kind, { own: true }),
    ]);
    if (kind === 'postgres') await prepareEventLog(logServer.address);
    const log = await openEventLog(logServer.address, { clientId: 'rig', singleBroker: true });
    await log.createTopics([
      { name: TOPIC, partitions },
      { name: 'messaging.requests', partitions: 1 },
    ]);
    await migrate(database.address, [fileURLToPath(new URL('../../migrations', import.meta.url))]);
    const source = await openDataSource({ url: database.address, name: 'rig' });
    await source.query(EFFECTS);
    const stops = [() => log.close(), () => source.destroy(), database.stop, logServer.stop];
    return new InboxRig(new Database(source), database.address, log, logServer.address, stops);
  }

  /** Starts an instance; `handlers` are the rig's ordinary ones unless given. */
  async consume(
    handlers: Type | undefined = undefined,
    options: Partial<EventConsumerOptions> = {},
  ): Promise<EventConsumer> {
    const say = (message: string) => void this.logged.push(message);
    const logger = { info: say, warn: say, error: say };
    const consumer = new EventConsumer({ db: this.db, log: this.log, group: 'rig', logger, ...options });
    const module = await Test.createTestingModule({ controllers: [handlers ?? this.ordinary()] }).compile();
    const app = module.createNestApplication(new FastifyAdapter(), { logger: false });
    consumer.connectTo(app);
    this.apps.push(app);
    await app.startAllMicroservices();
    return consumer;
  }

  ordinary(extras: { from?: 'now' | 'export'; batch?: boolean } = {}): Type {
    const behave = (value: never, context: InboxContext) => this.run(value, context);
    @Controller()
    class RigHandler {
      @EventPattern<string>(LeadSubmitted.type, extras)
      async submitted(@Payload() value: never, @Ctx() context: InboxContext): Promise<void> {
        await behave(value, context);
      }

      @EventPattern<string>(LeadWithdrawn.type, extras)
      async withdrawn(@Payload() value: never, @Ctx() context: InboxContext): Promise<void> {
        await behave(value, context);
      }
    }
    return RigHandler;
  }

  private async run(value: { leadId: string } | { leadId: string }[], context: InboxContext): Promise<void> {
    for (const one of Array.isArray(value) ? value : [value]) await this.behaviour(one, context);
    await noteEffects(context);
  }

  append(records: readonly LogRecord[], partition = 0): Promise<{ readonly baseOffset: bigint }> {
    return this.log.append({ topic: TOPIC, partition }, records);
  }

  effects(stream?: TestStream): Promise<Effect[]> {
    return this.db.manager.query<Effect[]>(
      'SELECT stream, number, origin FROM effect WHERE $1::text IS NULL OR stream = $1 ORDER BY at',
      [stream?.id ?? null],
    );
  }

  async numbers(stream: TestStream): Promise<number[]> {
    return (await this.effects(stream)).map(({ number }) => Number(number));
  }

  async mark(stream: TestStream): Promise<{ number: string; parked: string | null } | undefined> {
    const text = 'SELECT number, parked FROM inbox_mark WHERE stream_id = $1';
    return (await this.db.manager.query<{ number: string; parked: string | null }[]>(text, [stream.id]))[0];
  }

  /** Waits until the position of a partition has reached the log's end. */
  async caughtUp(partition = 0): Promise<void> {
    await this.until(async () => {
      const { end } = await this.log.bounds({ topic: TOPIC, partition });
      const text = 'SELECT next_offset FROM inbox_position WHERE topic = $1 AND partition = $2';
      const [row] = await this.db.manager.query<{ next_offset: string }[]>(text, [TOPIC, partition]);
      return row !== undefined && BigInt(row.next_offset) >= end;
    });
  }

  async until(condition: () => Promise<boolean> | boolean, withinMs = 20_000): Promise<void> {
    const end = Date.now() + withinMs;
    while (!(await condition())) {
      if (Date.now() > end)
        throw new Error(`Waited in vain; the consumer said:\n${this.logged.slice(-20).join('\n')}`);
      await new Promise((resolve) => setTimeout(resolve, 20));
    }
  }

  /** All records of a topic's partition. */
  read(topic: string, partition = 0): Promise<StoredRecord[]> {
    return this.log.read({ topic, partition }, 0n, 10_000);
  }

  /** Stops every consumer that was started. */
  async closeApps(): Promise<void> {
    this.behaviour = () => undefined;
    for (const app of this.apps.splice(0)) await app.close().catch(() => undefined);
  }

  async stop(): Promise<void> {
    await this.closeApps();
    for (const stop of this.stops) await stop();
  }
}
