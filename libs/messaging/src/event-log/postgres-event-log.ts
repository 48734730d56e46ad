import pg from 'pg';
import type { EventLogLogger } from './event-log-logger.js';
import type {
  EventLog,
  LogBounds,
  LogRecord,
  StoredRecord,
  SubscribeOptions,
  Subscription,
  TopicPartition,
  TopicSpec,
} from './event-log.js';
import { Notifier } from './postgres/notifier.js';
import { fromPostgres } from './postgres/postgres-errors.js';
import { appendRecords, readBounds, readRecords } from './postgres/postgres-records.js';
import { PostgresSubscription } from './postgres/postgres-subscription.js';
import { deleteExpired } from './postgres/retention.js';
import { prepareEventLog } from './postgres/tables.js';
import { groupBySize, topicMissing } from './record-size.js';

export interface PostgresEventLogOptions {
  readonly clientId: string;
  readonly logger: EventLogLogger;
}

const RETENTION_EVERY_MS = 3_600_000;
const MAX_GROUP_BYTES = 4_000_000;

/** The event log in a PostgreSQL database of its own: where no broker is at hand, with the same promises. */
export class PostgresEventLog implements EventLog {
  readonly kind = 'postgres';
  private readonly pool: pg.Pool;
  private readonly notifier: Notifier;
  private readonly topicIds = new Map<string, number>();
  private readonly subscriptions = new Set<PostgresSubscription>();
  private readonly retention: NodeJS.Timeout;
  private prepared: Promise<void> | undefined;

  constructor(
    private readonly address: string,
    private readonly options: PostgresEventLogOptions,
  ) {
    this.pool = new pg.Pool({
      connectionString: address,
      application_name: options.clientId,
      max: 8,
      connectionTimeoutMillis: 5_000,
      idleTimeoutMillis: 30_000,
      allowExitOnIdle: true,
      keepAlive: true,
    });
    this.pool.on('error', (error) =>
      options.logger('debug', 'a connection to the event log was lost', { error }),
    );
    this.notifier = new Notifier(this.pool);
    this.retention = setInterval(() => void this.deleteExpired().catch(() => undefined), RETENTION_EVERY_MS);
    this.retention.unref();
  }

  clusterId(): Promise<string> {
    return this.use('reading the cluster id', async () => {
      const { rows } = await this.pool.query<{ cluster_id: string }>('SELECT cluster_id FROM log_identity');
      return rows[0]!.cluster_id;
    });
  }

  partitions(topics: readonly string[]): Promise<ReadonlyMap<string, number>> {
    return this.use('reading the topics', async () => {
      const { rows } = await this.pool.query<{ name: string; partitions: number }>(
        'SELECT name, partitions FROM log_topic WHERE name = ANY($1)',
        [topics],
      );
      return new Map(rows.map(({ name, partitions }) => [name, partitions]));
    });
  }

  createTopics(specs: readonly TopicSpec[]): Promise<void> {
    return this.use('making topics', async () => {
      for (const { name, partitions, retentionDays } of specs) {
        await this.pool.query(
          `WITH made AS (
             INSERT INTO log_topic (name, partitions, retention_days) VALUES ($1, $2, $3) ON CONFLICT DO NOTHING RETURNING id
           )
           INSERT INTO log_partition (topic_id, partition) SELECT id, generate_series(0, $2 - 1) FROM made`,
          [name, partitions, retentionDays ?? 30],
        );
      }
    });
  }

  /** Its safety is the database's: synchronous commits, and standbys where the installation has them. */
  async checkSafety(topics: readonly string[]): Promise<void> {
    const existing = await this.partitions(topics);
    const missing = topics.find((topic) => !existing.has(topic));
    if (missing !== undefined) throw topicMissing(missing);
  }

  async append(at: TopicPartition, records: readonly LogRecord[]): Promise<{ readonly baseOffset: bigint }> {
    if (records.length === 0) throw new RangeError('append needs at least one record');
    return this.use(`appending to ${at.topic}/${at.partition}`, async () => {
      let baseOffset: bigint | undefined;
      for (const group of groupBySize(at, records, MAX_GROUP_BYTES)) {
        const base = await this.withTopic(at, (topicId) => this.appendGroup(topicId, at.partition, group));
        baseOffset ??= base;
      }
      return { baseOffset: baseOffset! };
    });
  }

  bounds(at: TopicPartition): Promise<LogBounds> {
    return this.use('reading the bounds', () =>
      this.withTopic(at, (topicId) => readBounds(this.pool, topicId, at.partition)),
    );
  }

  read(at: TopicPartition, from: bigint, limit: number): Promise<StoredRecord[]> {
    return this.use('reading records', async () => {
      const records: StoredRecord[] = [];
      for (let offset = from; records.length < limit;) {
        const some = await this.withTopic(at, (topicId) =>
          readRecords(this.pool, topicId, at, offset, 4_000_000, limit - records.length),
        );
        records.push(...some.records);
        if (some.records.length === 0) break;
        offset = some.records[some.records.length - 1]!.offset + 1n;
      }
      return records;
    });
  }

  async subscribe(options: SubscribeOptions): Promise<Subscription> {
    await this.checkSafety(options.topics);
    const { address, pool } = this;
    const { clientId, logger } = this.options;
    const context = { address, clientId, pool, logger, bounds: (at: TopicPartition) => this.bounds(at) };
    const subscription = new PostgresSubscription(context, options);
    await this.use(`joining group ${options.group}`, () => subscription.start());
    this.subscriptions.add(subscription);
    return subscription;
  }

  /** Runs by itself every hour. Answers how many records were deleted. */
  deleteExpired(now = Date.now()): Promise<number> {
    return this.use('deleting what has expired', () => deleteExpired(this.pool, now));
  }

  async close(): Promise<void> {
    clearInterval(this.retention);
    this.notifier.stop();
    await Promise.all([...this.subscriptions].map((subscription) => subscription.stop()));
    await this.pool.end();
  }

  private async appendGroup(
    topicId: number,
    partition: number,
    group: readonly LogRecord[],
  ): Promise<bigint | undefined> {
    const base = await appendRecords(this.pool, topicId, partition, group);
    if (base === undefined) return undefined;
    this.notifier.note(topicId, partition);
    for (const subscription of this.subscriptions) subscription.grown(topicId, partition);
    return base;
  }

  /** A topic made anew has another id: the one remembered is asked for again when it fails. */
  private async withTopic<T>(
    at: TopicPartition,
    work: (topicId: number) => Promise<T | undefined>,
  ): Promise<T> {
    const known = this.topicIds.get(at.topic);
    const first = known === undefined ? undefined : await work(known);
    if (first !== undefined) return first;
    const { rows } = await this.pool.query<{ id: number }>('SELECT id FROM log_topic WHERE name = $1', [
      at.topic,
    ]);
    this.topicIds.delete(at.topic);
    if (!rows[0]) throw topicMissing(at.topic);
    this.topicIds.set(at.topic, rows[0].id);
    const second = await work(rows[0].id);
    if (second === undefined) throw topicMissing(`${at.topic}/${at.partition}`);
    return second;
  }

  private async use<T>(doing: string, work: () => Promise<T>): Promise<T> {
    try {
      this.prepared ??= prepareEventLog(this.address);
      await this.prepared.catch((error: unknown) => {
        this.prepared = undefined;
        throw error;
      });
      return await work();
    } catch (error) {
      throw fromPostgres(error, doing);
    }
  }
}
