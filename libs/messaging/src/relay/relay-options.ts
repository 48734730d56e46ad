import type { EventLog } from '../event-log/event-log.js';

/** Where the relay says what people should know. */
export interface RelayLogger {
  info(message: string, details?: object): void;
  warn(message: string, details?: object): void;
  error(message: string, details?: object): void;
}

export interface RelayOptions {
  /** The service's database, directly: an advisory lock and LISTEN need a session, which a pooler does not keep. */
  readonly databaseUrl: string;
  readonly log: EventLog;
  /** The service's name: `ce_source` becomes `/xianjie/<service>`. */
  readonly service: string;
  /** Topics the service produces; they get checkpoints. Those registered in the database before are always served. */
  readonly topics: readonly string[];
  readonly logger: RelayLogger;
  /** Milliseconds between checkpoints; 10,000 unless told. */
  readonly checkpointMs?: number;
  /** Milliseconds between looks at an outbox of which nothing was heard; 100 unless told. */
  readonly pollMs?: number;
  /** Days an event is kept, as long as the log keeps it; 30 unless told. */
  readonly keepDays?: number;
}

export interface RelayStats {
  /** Whether this relay is the one that sends. */
  readonly active: boolean;
  /** Events unsent; while another relay is active, as it counted. */
  readonly outboxSize: number;
  /** Age of the oldest unsent event; 0 where there is none. */
  readonly oldestAgeSeconds: number;
  /** Events acknowledged since this relay was made. */
  readonly sentTotal: number;
  /** Events put back to be sent again because a consumer asked. */
  readonly resentTotal: number;
  readonly checkpointsTotal: number;
  readonly rejectionsTotal: number;
  /** Partitions that the log rejects now, and why. */
  readonly failing: readonly {
    readonly topic: string;
    readonly partition: number;
    readonly reason: string;
  }[];
  /** Topics the service produces that the log does not have. */
  readonly missingTopics: readonly string[];
}
