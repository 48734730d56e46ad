/** A partition of a topic. */
export interface TopicPartition {
  readonly topic: string;
  readonly partition: number;
}

/** What is appended. Keys and header values are text; a value is bytes. */
export interface LogRecord {
  readonly key: string;
  readonly value: Buffer;
  readonly headers: Readonly<Record<string, string>>;
}

/** A record where the log keeps it. Strangers may write a record without key or value. */
export interface StoredRecord extends TopicPartition {
  readonly offset: bigint;
  /** Milliseconds since 1970, by the log's clock. */
  readonly appendedAt: number;
  readonly key: string | undefined;
  readonly value: Buffer | undefined;
  readonly headers: Readonly<Record<string, string>>;
}

export interface TopicSpec {
  readonly name: string;
  readonly partitions: number;
  /** Days a record is kept; 30 unless told. */
  readonly retentionDays?: number;
}

/** Records of one partition, in offset order. */
export interface RecordBatch extends TopicPartition {
  readonly records: readonly StoredRecord[];
  /** Offset that the next record appended to the partition will get, as known when the batch was read. */
  readonly end: bigint;
  /** True once the partition was taken away or moved elsewhere; work on the batch is then in vain. */
  isStale(): boolean;
}

/** What a subscriber wants after a batch: go on at `at`, not before `afterMs` from now (0: at once). */
export interface Resume {
  readonly at: bigint;
  readonly afterMs: number;
}

export interface SubscribeOptions {
  /** Partitions of the topics are shared among the living subscribers of one group, each partition with one of them. */
  readonly group: string;
  readonly topics: readonly string[];
  /** Bytes of one batch, about; 1 MB unless told. */
  readonly maxBatchBytes?: number;
  /**
   * Asked when a partition is assigned, before anything of it is delivered: the first offset wanted. An offset
   * outside `[first, end]` is never changed in silence: `outOfRange` is called instead and the partition waits.
   */
  start(assigned: TopicPartition): Promise<bigint>;
  /** One batch of a partition at a time; batches of different partitions may run at once. Must not throw. */
  deliver(batch: RecordBatch): Promise<Resume>;
  /** The partition is somebody else's now. */
  revoked(lost: TopicPartition): void;
  /** The wanted offset is not in the log (topic re-created, log truncated or expired); answers where to go on, or undefined to hold the partition. */
  outOfRange(at: TopicPartition, wanted: bigint, bounds: LogBounds): Promise<Resume | undefined>;
}

export interface LogBounds {
  /** Oldest offset kept. */
  readonly first: bigint;
  /** Offset of the next record to come. */
  readonly end: bigint;
}

export interface Subscription {
  /** Resolves when the group assigned partitions for the first time. */
  readonly ready: Promise<void>;
  /** Rejects when the subscription died and will not recover by itself; then the process must end (architecture §5). */
  readonly failed: Promise<never>;
  /** What is held now. */
  assigned(): readonly TopicPartition[];
  /** Ends a wait that `deliver` asked for, and goes on at once. */
  wake(at: TopicPartition): void;
  /** Re-reads from `offset`; for a partition that is held after `outOfRange` as well. */
  seek(at: TopicPartition, offset: bigint): void;
  /** Finishes the batches under way, then leaves the group. */
  stop(): Promise<void>;
}

/**
 * The log that carries events between services. Two adapters (Kafka, PostgreSQL) pass one suite; no code outside them
 * knows which one runs. Errors that may pass are DomainError `unavailable`; a missing topic is `not-found`
 * (`event-log.topic-missing`), an oversized record `invalid` (`event-log.record-too-large`).
 */
export interface EventLog {
  /** Which implementation, for people: `kafka` or `postgres`. */
  readonly kind: string;
  /** Stays the same for the life of the log; another id means other offsets. */
  clusterId(): Promise<string>;
  /** Partition counts of those topics that exist. */
  partitions(topics: readonly string[]): Promise<ReadonlyMap<string, number>>;
  /** Makes missing topics; leaves existing ones as they are. A deploy step, never done in passing. */
  createTopics(specs: readonly TopicSpec[]): Promise<void>;
  /** Throws DomainError `conflict` that names each unsafe setting (replication, min.insync.replicas, cleanup policy, unclean election). */
  checkSafety(topics: readonly string[]): Promise<void>;
  /**
   * Appends to one partition, in the order given, and resolves once the log answers for that very partition that it is
   * stored. When it rejects, any prefix may have been stored. One call per partition may be under way.
   */
  append(at: TopicPartition, records: readonly LogRecord[]): Promise<{ readonly baseOffset: bigint }>;
  bounds(at: TopicPartition): Promise<LogBounds>;
  /** Up to `limit` records from `from` on, without joining a group; for tools and re-reading, not for the hot path. */
  read(at: TopicPartition, from: bigint, limit: number): Promise<StoredRecord[]>;
  subscribe(options: SubscribeOptions): Promise<Subscription>;
  close(): Promise<void>;
}
