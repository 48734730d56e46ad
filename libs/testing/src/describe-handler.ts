import { fileURLToPath } from 'node:url';
import { Controller, type ModuleMetadata, type Type } from '@nestjs/common';
import { EventPattern } from '@nestjs/microservices';
import { Test } from '@nestjs/testing';
import { lockedSchemas, type EventType } from '@xianjie/contracts';
import { DomainError } from '@xianjie/errors';
import {
  EventConsumer,
  openEventLog,
  prepareEventLog,
  registerTopics,
  type EventLog,
} from '@xianjie/messaging';
import { Database, migrate, openDataSource } from '@xianjie/persistence';
import type { EntitySchema } from 'typeorm';
import { afterEach, beforeEach, describe, expect, it } from './jest-globals.js';
import { createTestDatabase, startEventLog } from './servers/test-servers.js';
import { TestStream } from './test-stream.js';

export interface HandlerUnderTest<T> {
  /** `@EventPattern(event.type)` is what is tested. */
  readonly event: EventType<T>;
  /** The handler and what Nest must inject into it. */
  module(db: Database): ModuleMetadata;
  /** Folders with the service's own migrations; those of the libraries come by themselves. */
  readonly migrations?: readonly string[];
  readonly entities?: readonly EntitySchema[];
  /** A valid event. Each of its calls is of another aggregate. */
  value(): T;
  /** Rows that the handler needs before `value` comes. */
  prepare?(db: Database, value: T): Promise<unknown>;
  /** What the handler wrote of `value`, as it can be read; must differ before and after. */
  effect(db: Database, value: T): Promise<unknown>;
  /**
   * Makes the handler refuse `value`; answers how to mend it. Without it, a second handler of the same event refuses: the first
   * one's writes must then be gone as well.
   */
  refuse?(db: Database, value: T): Promise<() => Promise<unknown>>;
  /** `postgres` unless told. */
  readonly log?: 'postgres' | 'kafka';
}

/**
 * What every handler keeps: applied once; delivered twice, still once; refused, parked and later released; rolled back,
 * nothing sent. Runs it in a real consumer, on a real PostgreSQL and a real event log.
 */
export function describeHandler<T>(name: string, subject: HandlerUnderTest<T>): void {
  describe(name, () => {
    let run: HandlerRun<T>;
    beforeEach(async () => {
      run = await HandlerRun.start(subject);
    });
    afterEach(() => run.stop());

    it('takes effect', async () => {
      const before = await run.effect();
      await run.deliver(run.record);
      expect(await run.effect()).not.toEqual(before);
    });

    it('takes effect once when the event is delivered twice', async () => {
      await run.deliver(run.record);
      const [once, sent] = [await run.effect(), await run.countSent()];
      await run.deliver(run.record, run.record);
      expect(await run.effect()).toEqual(once);
      expect(await run.countSent()).toBe(sent);
    });

    it('leaves nothing and sends nothing when it is refused, and takes effect when it is released', async () => {
      const [before, sent] = [await run.effect(), await run.countSent()];
      const mend = await run.refuse();
      await run.deliver(run.record);
      expect(await run.consumer.parked.list()).toMatchObject([
        { streamId: run.stream.id, reason: 'refused' },
      ]);
      expect(await run.effect()).toEqual(before);
      expect(await run.countSent()).toBe(sent);
      await mend();
      expect(await run.consumer.parked.release(run.stream.id)).toMatchObject({ applied: 1, remaining: 0 });
      expect(await run.effect()).not.toEqual(before);
    });

    it('has no effect in a dry run', async () => {
      const mend = await run.refuse();
      await run.deliver(run.record);
      await mend();
      const [before, sent] = [await run.effect(), await run.countSent()];
      expect(await run.consumer.parked.dryRun(run.stream.id)).toMatchObject({ applied: 1, remaining: 0 });
      expect(await run.effect()).toEqual(before);
      expect(await run.countSent()).toBe(sent);
    });
  });
}

/** One test: a database, a log, a consumer with the handler, an event. */
class HandlerRun<T> {
  readonly stream: TestStream;
  private refusing = false;
  private readonly stops: (() => Promise<unknown>)[] = [];

  private constructor(
    private readonly subject: HandlerUnderTest<T>,
    private readonly value: T,
    private readonly db: Database,
    private readonly log: EventLog,
    readonly consumer: EventConsumer,
  ) {
    this.stream = new TestStream(subject.event.topic, String(value[subject.event.key]));
  }

  get record(): ReturnType<TestStream['next']> {
    return this.stream.records[0] ?? this.stream.next(this.subject.event, this.value);
  }

  static async start<T>(subject: HandlerUnderTest<T>): Promise<HandlerRun<T>> {
    const kind = subject.log ?? 'postgres';
    const [database, server] = await Promise.all([
      createTestDatabase('handler'),
      startEventLog(kind, { own: true }),
    ]);
    if (kind === 'postgres') await prepareEventLog(server.address);
    const log = await openEventLog(server.address, { clientId: 'describe-handler', singleBroker: true });
    await log.createTopics(
      [subject.event.topic, 'messaging.requests'].map((topic) => ({ name: topic, partitions: 1 })),
    );
    await migrate(database.address, [...platformMigrations(), ...(subject.migrations ?? [])]);
    const source = await openDataSource({
      url: database.address,
      name: 'handler',
      entities: subject.entities ?? [],
    });
    const db = new Database(source);
    const consumer = new EventConsumer({ db, log, group: 'handler', logger: quiet });
    const run = new HandlerRun(subject, subject.value(), db, log, consumer);
    await registerTopics(db.manager, new Map(lockedSchemas.map(({ topic }) => [topic, 1])));
    await subject.prepare?.(db, run.value);
    const app = await run.startApp();
    run.stops.push(
      () => app.close(),
      () => log.close(),
      () => source.destroy(),
      database.stop,
      server.stop,
    );
    return run;
  }

  private async startApp() {
    const metadata = this.subject.module(this.db);
    const controllers = [...(metadata.controllers ?? []), this.refuser()];
    const module = await Test.createTestingModule({ ...metadata, controllers }).compile();
    const app = module.createNestMicroservice({ strategy: this.consumer, logger: false });
    this.consumer.connectTo(app);
    await app.listen();
    return app;
  }

  private refuser(): Type {
    const refuses = () => this.refusing;
    @Controller()
    class RefusingHandler {
      @EventPattern<string>(this.subject.event.type)
      handle(): void {
        if (refuses()) throw new DomainError('conflict', 'test.refused', 'The test refuses this event');
      }
    }
    return RefusingHandler;
  }

  effect(): Promise<unknown> {
    return this.subject.effect(this.db, this.value);
  }

  async refuse(): Promise<() => Promise<unknown>> {
    if (this.subject.refuse) return this.subject.refuse(this.db, this.value);
    this.refusing = true;
    return async () => {
      this.refusing = false;
    };
  }

  /** Appends records, and waits until the consumer has passed them. */
  async deliver(...records: ReturnType<TestStream['next']>[]): Promise<void> {
    const at = { topic: this.stream.topic, partition: 0 };
    await this.log.append(at, records);
    const { end } = await this.log.bounds(at);
    const text = 'SELECT FROM inbox_position WHERE topic = $1 AND partition = 0 AND next_offset >= $2';
    const until = Date.now() + 30_000;
    while ((await this.db.manager.query<unknown[]>(text, [at.topic, String(end)])).length === 0) {
      if (Date.now() > until)
        throw new Error(`The consumer did not come to ${end}: ${JSON.stringify(this.consumer.stats())}`);
      await new Promise((resolve) => setTimeout(resolve, 10));
    }
  }

  async countSent(): Promise<number> {
    const [row] = await this.db.manager.query<{ count: number }[]>(
      'SELECT count(*)::int AS count FROM event',
    );
    return row?.count ?? 0;
  }

  async stop(): Promise<void> {
    for (const stop of this.stops) await stop();
  }
}

const quiet = { info: () => undefined, warn: () => undefined, error: () => undefined };

/** libs/testing/{src,dist}/this file → libs. */
function platformMigrations(): string[] {
  return ['audit', 'messaging', 'deadlines'].map((lib) =>
    fileURLToPath(new URL(`../../${lib}/migrations`, import.meta.url)),
  );
}
