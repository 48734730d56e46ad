import type { INestApplication, INestMicroservice } from '@nestjs/common';
import {
  Server,
  type CustomTransportStrategy,
  type MessageHandler,
  type NestMicroservice,
} from '@nestjs/microservices';
import { Checkpoint } from '@xianjie/contracts';
import { DomainError } from '@xianjie/errors';
import { newId } from '@xianjie/identifiers';
import type { Database } from '@xianjie/persistence';
import type { EventLog, LogBounds, Resume, Subscription, TopicPartition } from '../event-log/event-log.js';
import type { ExportClient } from '../export/export-client.js';
import { importExport } from '../export/import-export.js';
import { ParkedEvents } from '../parked/parked-events.js';
import { requestResend } from '../relay/request-resend.js';
import { begin, consumedTopics, type Beginning } from './begin.js';
import type { BatchOutcome } from './batch.js';
import { ConsumerStatistics, type ConsumerStats } from './consumer-stats.js';
import { Decoder, type SchemaResolver } from './decoder.js';
import { sentenceOf } from './failure.js';
import { Handlers, type HandlerExtras } from './handlers.js';
import { Housekeeping } from './housekeeping.js';
import { serviceOf } from './incoming.js';
import { OriginalErrorsFilter } from './original-errors.filter.js';
import { OneAtATime } from './one-at-a-time.js';
import { PartitionWorker, type WorkerEnvironment, type WorkerLogger } from './partition-worker.js';
import { leavePosition } from './positions.js';

export interface EventConsumerOptions {
  readonly db: Database;
  readonly log: EventLog;
  /** The service's name: instances of one service share the partitions. */
  readonly group: string;
  readonly logger: WorkerLogger;
  /** Where schemas come from that this build does not know; without it such events wait for the next build. */
  readonly schemas?: SchemaResolver;
  /** Where handlers with `from: 'export'` get the producer's state. */
  readonly exports?: ExportClient;
  /** The subscription died and will not recover by itself: the process must end. */
  onFailed?(error: unknown): void;
}

/**
 * Consumes the event log for a service. Handlers are `@EventPattern(X.type)` methods that receive the value and an `InboxContext`; what
 * they write with its `tx` is one commit with the stream mark and the position, so each event takes effect once, in the order of
 * its stream. Connect it with `connectTo(app)`, before `app.startAllMicroservices()`.
 */
export class EventConsumer extends Server implements CustomTransportStrategy {
  /** The loop decides what follows from an error, and says so. */
  override readonly propagatesEventHandlerErrors = true;
  readonly parked: ParkedEvents;
  private readonly handlers = new Handlers();
  private readonly workers = new Map<string, PartitionWorker>();
  private readonly statistics = new ConsumerStatistics();
  private readonly housekeeping: Housekeeping;
  private readonly owner = newId();
  private readonly env: WorkerEnvironment;
  private readonly services = new Map<string, string>();
  private subscription: Subscription | undefined;
  private isConnected = false;
  private closing = false;

  constructor(private readonly options: EventConsumerOptions) {
    super();
    const { db, log, logger, group } = options;
    const applying = { handlers: this.handlers, decoder: new Decoder(options.schemas) };
    this.env = {
      careful: new OneAtATime(),
      db,
      log,
      applying,
      logger,
      owner: this.owner,
      committed: (at, outcome) => this.committed(at, outcome),
    };
    this.parked = new ParkedEvents(db, applying);
    this.housekeeping = new Housekeeping({
      db,
      logger,
      group,
      parked: this.parked,
      serviceOf: (topic) => this.services.get(topic) ?? topic.split('.')[0] ?? topic,
      requestResend: (request) => requestResend(log, request),
      look: () => this.look(),
    });
  }

  /**
   * Makes the application's handlers this consumer's; a microservice must have been created with this strategy. (Nest's own way turns what
   * handlers throw into `{ status: 'error' }`; the decision what follows from a failure needs the error itself.)
   */
  connectTo(app: INestApplication | INestMicroservice): void {
    this.microserviceOf(app).useGlobalFilters(new OriginalErrorsFilter());
    this.isConnected = true;
  }

  private microserviceOf(app: INestApplication | INestMicroservice): INestMicroservice {
    if (!('connectMicroservice' in app)) return app;
    const microservice = app.connectMicroservice({ strategy: this }, { deferInitialization: true });
    // The application runs the life-cycle hooks; a second round by the deferred part would run them twice.
    (microservice as NestMicroservice).setIsInitHookCalled(true);
    return microservice;
  }

  /** Several handlers of one event are kept apart: linked, as Nest does it, they would run at once on one connection. */
  override addHandler(
    pattern: unknown,
    callback: MessageHandler,
    isEventHandler = false,
    extras: HandlerExtras = {},
  ): void {
    const type = this.normalizePattern(pattern as string);
    if (!isEventHandler) throw new Error(`${type}: events have no reply; use @EventPattern`);
    callback.isEventHandler = true;
    callback.extras = extras;
    this.handlers.add(type, callback, extras);
    if (!this.messageHandlers.has(type)) this.messageHandlers.set(type, callback);
  }

  /** Begins to consume. Calls back with an error where the service must not start (see `begin`). */
  listen(callback: (error?: unknown) => void): void {
    this.run().then(
      () => callback(),
      (error: unknown) => callback(error),
    );
  }

  private async run(): Promise<void> {
    if (!this.isConnected) throw new Error('Connect the consumer with consumer.connectTo(app)');
    const { log, group } = this.options;
    const beginning = this.beginning();
    const topics = await consumedTopics(beginning);
    if (topics.length > 0) {
      await begin(beginning, topics);
      this.subscription = await log.subscribe({
        group,
        topics: topics.map(({ topic }) => topic),
        start: (at) => this.start(at),
        deliver: (batch) => this.worker(batch).deliver(batch),
        revoked: (at) => this.revoked(at),
        outOfRange: (at, _wanted, bounds) => this.outOfRange(at, bounds),
      });
      this.subscription.failed.catch((error: unknown) => this.options.onFailed?.(error));
    }
    this.housekeeping.start();
  }

  private beginning(): Beginning {
    const { db, log, exports, logger } = this.options;
    return {
      db,
      log,
      handlers: this.handlers,
      canImport: exports !== undefined,
      importExport: (topic) => {
        if (exports)
          return importExport(
            { db, logger, client: exports, applying: this.env.applying, clusterId: () => log.clusterId() },
            topic,
          );
        throw new DomainError(
          'conflict',
          'inbox.no-export-client',
          `Handlers of ${topic} begin from an export, but none was configured`,
        );
      },
    };
  }

  /** Finishes the batches under way and leaves the group. */
  async close(): Promise<void> {
    this.closing = true;
    await this.housekeeping.stop();
    await this.subscription?.stop();
    for (const at of this.workers.values()) await this.leave(at.at);
    this.workers.clear();
  }

  override on(): never {
    throw new Error('The consumer emits no events; ask stats()');
  }

  override unwrap<T>(): T {
    return this.options.log as T;
  }

  /** For metrics and readiness. */
  stats(): ConsumerStats {
    return this.statistics.stats([...this.workers.values()], this.housekeeping.parkedByReason);
  }

  /** An operator accepts the log as it is: the partition goes on from its oldest record, marks protect from doubles. */
  async acceptLog(at: TopicPartition): Promise<void> {
    const { db, log } = this.options;
    const [clusterId, { first }] = await Promise.all([log.clusterId(), log.bounds(at)]);
    const [rows] = await db.manager.query<[unknown[], number]>(
      `UPDATE inbox_position SET stopped = NULL, cluster_id = $3, next_offset = $4, last_record = NULL
       WHERE topic = $1 AND partition = $2 AND stopped IS NOT NULL RETURNING 1`,
      [at.topic, at.partition, clusterId, String(first)],
    );
    if (rows.length > 0) return;
    throw new DomainError('conflict', 'inbox.not-stopped', `${at.topic}/${at.partition} is not stopped`, {
      zh: '该分区并未停止',
    });
  }

  private worker(at: TopicPartition): PartitionWorker {
    const name = `${at.topic}/${at.partition}`;
    const known = this.workers.get(name);
    if (known) return known;
    const made = new PartitionWorker(this.env, { topic: at.topic, partition: at.partition });
    this.workers.set(name, made);
    return made;
  }

  /** Does not give up: until the position is known nothing may be delivered. */
  private async start(at: TopicPartition): Promise<bigint> {
    this.statistics.assigned(at);
    for (let tries = 0; ; tries += 1) {
      try {
        return await this.worker(at).start();
      } catch (error) {
        if (this.closing) throw error;
        this.options.logger.warn(`${at.topic}/${at.partition} cannot begin yet: ${sentenceOf(error)}`);
        await new Promise((resolve) => setTimeout(resolve, Math.min(5000, 100 * 2 ** Math.min(tries, 6))));
      }
    }
  }

  private async outOfRange(at: TopicPartition, bounds: LogBounds): Promise<Resume | undefined> {
    return this.worker(at).outOfRange(bounds);
  }

  private revoked(at: TopicPartition): void {
    this.workers.delete(`${at.topic}/${at.partition}`);
    this.statistics.revoked(at);
    void this.leave(at);
  }

  private async leave(at: TopicPartition): Promise<void> {
    await leavePosition(this.options.db.manager, at, this.owner).catch((error: unknown) => {
      this.options.logger.warn(`${at.topic}/${at.partition}: ${sentenceOf(error)}`);
    });
  }

  private committed(at: TopicPartition, outcome: BatchOutcome): void {
    for (const event of outcome.checkpoints) {
      this.services.set(at.topic, serviceOf(event));
      this.statistics.checkpoint(at, this.everyMs(event.record.value));
    }
    this.statistics.committed(at, outcome);
    if (outcome.waiting || outcome.resumed.length > 0) this.housekeeping.soon();
  }

  private everyMs(frame: Buffer | undefined): number | undefined {
    try {
      return frame && Checkpoint.decode(frame).everyMs;
    } catch {
      return undefined;
    }
  }

  private async look(): Promise<void> {
    for (const worker of this.workers.values()) {
      if (worker.state !== 'stopped') continue;
      const at = await worker.reopen();
      if (at !== undefined) this.subscription?.seek(worker.at, at);
    }
    for (const silent of this.statistics.newlySilent()) {
      this.options.logger.error(
        `No checkpoint of ${silent} for three times its interval: its source is silent`,
      );
    }
  }
}
