import type { Consumer, ConsumerGroupJoinEvent, EachBatchPayload, LogEntry } from 'kafkajs';
import { DomainError } from '@xianjie/errors';
import type { EventLogLogger } from '../event-log-logger.js';
import type { LogBounds, SubscribeOptions, Subscription, TopicPartition } from '../event-log.js';
import { PartitionLoop } from '../partition-loop.js';
import { fromKafka, kafkaClient, RETRY, type KafkaSettings } from './kafka-client.js';
import { KafkaFeed, type FetchControl } from './kafka-feed.js';

/** A member that is silent for so long loses its partitions (brokers allow 6 s or more). */
const SESSION_TIMEOUT_MS = 6_000;
const HEARTBEAT_MS = 1_000;
/** How long an empty fetch waits: the longest a seek, a resumed partition or a stop waits for kafkajs (its default is 5 s). */
const MAX_WAIT_MS = 100;
const COMMIT_EVERY_MS = 5_000;
const STOP_WITHIN_MS = 5_000;

interface Held {
  readonly at: TopicPartition;
  readonly feed: KafkaFeed;
  readonly loop: PartitionLoop;
}

const keyOf = ({ topic, partition }: TopicPartition): string => `${topic}/${partition}`;

/** A member of a consumer group: kafkajs for membership and fetching, `PartitionLoop` for everything that decides about offsets. */
export class KafkaSubscription implements Subscription {
  readonly ready: Promise<void>;
  readonly failed: Promise<never>;
  private readonly consumer: Consumer;
  private readonly logger: EventLogLogger;
  private readonly held = new Map<string, Held>();
  private readonly ending = new Map<string, Promise<void>>();
  private readonly control: FetchControl;
  private becomeReady!: () => void;
  private fail!: (error: Error) => void;
  private memberId: string | undefined;
  private lastBeat = 0;
  private committed = new Map<string, bigint>();
  private committer: NodeJS.Timeout | undefined;
  private stopping: Promise<void> | undefined;

  constructor(
    settings: KafkaSettings,
    private readonly options: SubscribeOptions,
    private readonly bounds: (at: TopicPartition) => Promise<LogBounds>,
  ) {
    this.logger = settings.logger;
    this.ready = new Promise((resolve) => (this.becomeReady = resolve));
    this.failed = new Promise((_resolve, reject) => (this.fail = reject));
    this.failed.catch(() => undefined); // nobody may be listening yet
    this.consumer = kafkaClient({ ...settings, onLog: (entry) => this.noticeReset(entry) }).consumer({
      groupId: options.group,
      sessionTimeout: SESSION_TIMEOUT_MS,
      heartbeatInterval: HEARTBEAT_MS,
      rebalanceTimeout: 20_000,
      maxWaitTimeInMs: MAX_WAIT_MS,
      minBytes: 1,
      maxBytesPerPartition: options.maxBatchBytes ?? 1_048_576,
      metadataMaxAge: 30_000,
      allowAutoTopicCreation: false,
      // kafkajs starts a consumer anew only after errors it calls retriable; an unreachable broker is one in any case.
      retry: { ...RETRY, restartOnFailure: async () => true },
    });
    this.control = this.fetchControl();
  }

  async start(): Promise<void> {
    const { consumer, options } = this;
    consumer.on(consumer.events.GROUP_JOIN, ({ payload }) => this.joined(payload));
    consumer.on(consumer.events.HEARTBEAT, () => void (this.lastBeat = Date.now()));
    consumer.on(consumer.events.CRASH, ({ payload }) => this.crashed(payload.error, payload.restart));
    try {
      await consumer.connect();
      // From the beginning: where kafkajs resets an offset in silence, it lands on records that betray it.
      await consumer.subscribe({ topics: [...options.topics], fromBeginning: true });
      await consumer.run({
        autoCommit: false,
        eachBatchAutoResolve: false,
        partitionsConsumedConcurrently: 1_000,
        eachBatch: (payload) => this.eachBatch(payload),
      });
    } catch (error) {
      await consumer.disconnect().catch(() => undefined);
      throw fromKafka(error, `joining group ${options.group}`);
    }
    this.committer = setInterval(() => void this.commit(), COMMIT_EVERY_MS);
    this.committer.unref();
  }

  assigned(): readonly TopicPartition[] {
    return [...this.held.values()].map(({ at }) => at);
  }

  wake(at: TopicPartition): void {
    this.held.get(keyOf(at))?.loop.wake();
  }

  seek(at: TopicPartition, offset: bigint): void {
    this.held.get(keyOf(at))?.loop.seek(offset);
  }

  stop(): Promise<void> {
    this.stopping ??= this.finish();
    return this.stopping;
  }

  private async finish(): Promise<void> {
    clearInterval(this.committer);
    for (const { loop } of this.held.values()) loop.stop();
    await Promise.all([...this.held.values()].map(({ loop }) => loop.done));
    await within(STOP_WITHIN_MS, this.commit());
    await within(STOP_WITHIN_MS, this.consumer.disconnect());
    this.held.clear();
  }

  /** Never throws: kafkajs would start over, or crash. */
  private async eachBatch(payload: EachBatchPayload): Promise<void> {
    const { topic, partition } = payload.batch;
    const held = this.held.get(keyOf({ topic, partition }));
    if (!held) return this.control.pause({ topic, partition });
    try {
      await held.feed.offer(payload);
    } catch (error) {
      this.logger('error', 'a batch could not be read', { topic, partition, error });
      held.feed.doubt();
    }
  }

  /** Runs before kafkajs fetches for the new assignment: nothing is fetched from an offset that was not asked for. */
  private joined({ memberId, memberAssignment }: ConsumerGroupJoinEvent['payload']): void {
    this.lastBeat = Date.now();
    // Under a new member id (it was thought dead) others may have had the partitions meanwhile.
    if (memberId !== this.memberId) this.releaseAll();
    this.memberId = memberId;
    const mine = Object.entries(memberAssignment).flatMap(([topic, partitions]) =>
      partitions.map((partition) => ({ topic, partition })),
    );
    const keys = new Set(mine.map(keyOf));
    for (const [key, held] of this.held) if (!keys.has(key)) this.release(key, held);
    for (const at of mine) {
      const kept = this.held.get(keyOf(at));
      if (kept) kept.feed.joined();
      else if (!this.stopping) this.hold(at);
      else this.control.pause(at);
    }
    this.becomeReady();
  }

  private hold(at: TopicPartition): void {
    const key = keyOf(at);
    const feed = new KafkaFeed(at, this.control);
    const source = {
      bounds: () => this.bounds(at),
      next: (offset: bigint) => feed.next(offset),
      interrupt: () => feed.interrupt(),
      isStale: () => Date.now() - this.lastBeat > SESSION_TIMEOUT_MS,
    };
    const loop = new PartitionLoop(at, this.options, source, this.logger, this.ending.get(key));
    this.held.set(key, { at, feed, loop });
  }

  private release(key: string, { at, loop }: Held): void {
    this.held.delete(key);
    this.committed.delete(key);
    loop.revoke();
    this.ending.set(key, loop.done);
    void loop.done.then(() => this.ending.get(key) === loop.done && this.ending.delete(key));
    this.options.revoked(at);
  }

  private releaseAll(): void {
    for (const [key, held] of this.held) this.release(key, held);
  }

  private crashed(error: Error, restart: boolean): void {
    const news = this.held.size > 0 || !restart;
    this.logger(news ? 'warn' : 'debug', 'the Kafka consumer crashed', {
      group: this.options.group,
      restart,
      error,
    });
    this.releaseAll();
    if (restart || this.stopping) return;
    this.fail(
      new DomainError(
        'unavailable',
        'event-log.subscription-died',
        `The consumer of ${this.options.group} died: ${error.message}`,
        {
          zh: `消费者组 ${this.options.group} 已停止`,
          cause: error,
        },
      ),
    );
  }

  /** kafkajs resets an offset that is out of range to the beginning, with no event but this line. */
  private noticeReset({ log }: LogEntry): void {
    if (!log.message.startsWith('Offset out of range')) return;
    const { topic, partition } = log as unknown as TopicPartition;
    this.held.get(keyOf({ topic, partition }))?.feed.doubt();
  }

  /** For outside tools only (lag in their boards); what counts is the position the subscriber keeps. */
  private async commit(): Promise<void> {
    const moved: { topic: string; partition: number; offset: string }[] = [];
    for (const [key, { at, loop }] of this.held) {
      const { position } = loop;
      if (position === undefined || this.committed.get(key) === position) continue;
      this.committed.set(key, position);
      moved.push({ ...at, offset: String(position) });
    }
    if (moved.length === 0) return;
    try {
      await this.consumer.commitOffsets(moved);
    } catch (error) {
      this.logger('debug', 'offsets were not committed to the group', { group: this.options.group, error });
    }
  }

  private fetchControl(): FetchControl {
    const attempt = (work: () => void): void => {
      try {
        work();
      } catch (error) {
        this.logger('debug', 'kafkajs is restarting', { group: this.options.group, error });
      }
    };
    const { consumer } = this;
    return {
      pause: ({ topic, partition }) => attempt(() => consumer.pause([{ topic, partitions: [partition] }])),
      resume: ({ topic, partition }) => attempt(() => consumer.resume([{ topic, partitions: [partition] }])),
      seek: ({ topic, partition }, offset) =>
        attempt(() => consumer.seek({ topic, partition, offset: String(offset) })),
    };
  }
}

async function within(ms: number, work: Promise<unknown>): Promise<void> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<void>((resolve) => (timer = setTimeout(resolve, ms)));
  await Promise.race([
    work.then(
      () => undefined,
      () => undefined,
    ),
    late,
  ]);
  clearTimeout(timer);
}
