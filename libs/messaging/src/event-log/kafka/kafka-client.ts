import { createRequire } from 'node:module';
import { connect } from 'node:net';
import { DomainError } from '@xianjie/errors';
import { Kafka, logLevel, type KafkaConfig, type LogEntry } from 'kafkajs';
import type { EventLogLogger } from '../event-log-logger.js';
import { topicMissing, unavailable } from '../record-size.js';

const require = createRequire(import.meta.url);

/** Everything set, for kafkajs takes other defaults where NODE_ENV is `test`. About 1.5 s in all; callers have their own patience. */
export const RETRY = { initialRetryTime: 100, maxRetryTime: 800, factor: 0.2, multiplier: 2, retries: 4 };
/** A broker that does not answer for so long is given up (frozen, or the network swallows). */
export const REQUEST_TIMEOUT_MS = 10_000;

export interface KafkaSettings {
  readonly brokers: readonly string[];
  readonly clientId: string;
  readonly logger: EventLogLogger;
  /** Sees each line kafkajs logs, before it is passed on. */
  readonly onLog?: (entry: LogEntry) => void;
}

/** `host:port,…` of `kafka://host:port,host:port`. Throws `invalid` where none is named. */
export function brokersOf(address: string): string[] {
  const brokers = address
    .replace(/^kafka:\/\//, '')
    .split(',')
    .map((broker) => broker.trim().replace(/\/$/, ''));
  if (brokers.every((broker) => /^[^\s:/]+:\d{1,5}$|^\[[0-9a-fA-F:]+\]:\d{1,5}$/.test(broker)))
    return brokers;
  throw new DomainError(
    'invalid',
    'event-log.address',
    `${address} is no list of brokers: kafka://host:port,host:port`,
  );
}

export function kafkaConfig({ brokers, clientId, logger, onLog }: KafkaSettings): KafkaConfig {
  mendKafkajs();
  return {
    clientId,
    brokers: [...brokers],
    connectionTimeout: 3_000,
    requestTimeout: REQUEST_TIMEOUT_MS,
    retry: RETRY,
    logLevel: logLevel.INFO,
    logCreator: () => (entry) => {
      onLog?.(entry);
      passOn(entry, logger);
    },
    // kafkajs leaves Nagle's algorithm on, which holds small requests back.
    socketFactory: ({ host, port, onConnect }) => {
      const socket = connect(
        { host, port, noDelay: true, keepAlive: true, keepAliveInitialDelay: 30_000 },
        onConnect,
      );
      return socket;
    },
  };
}

export function kafkaClient(settings: KafkaSettings): Kafka {
  return new Kafka(kafkaConfig(settings));
}

/** kafkajs calls each try that fails an error; what counts is the rejection, which its caller sees. */
const NOISE =
  /Connection|ECONN|Failed to (connect|send)|rebalancing|not aware of this member|coordinator|leader|Response|This server|Disconnected|socket|Crash|Restarting|timed out|metadata/i;

function passOn({ level, label, namespace, log }: LogEntry, logger: EventLogLogger): void {
  const { message, timestamp: _timestamp, logger: _name, ...details } = log;
  if (level === logLevel.INFO || NOISE.test(message)) logger('debug', message, { ...details, namespace });
  else logger(label === 'WARN' ? 'warn' : 'error', message, { ...details, namespace });
}

interface RequestQueue {
  throttledUntil: number;
  pending: unknown[];
  scheduleCheckPendingRequests(): void;
}

interface Connection {
  isConnected(): boolean;
  connect(): Promise<unknown>;
}

interface ConnectionPool {
  readonly pool: readonly Connection[];
  getConnection(index?: number): Promise<Connection>;
}

let mended = false;

function mendKafkajs(): void {
  if (mended) return;
  mended = true;
  stopIdleTimer();
  connectOnce();
}

/**
 * kafkajs re-arms a timer with a negative delay for each connection for ever: 1,000 wake-ups a second (2-3 % of a core idle) and a
 * warning of Node 24. It is only needed while a request waits.
 */
function stopIdleTimer(): void {
  const { prototype } = require('kafkajs/src/network/requestQueue') as { prototype: RequestQueue };
  const schedule = prototype.scheduleCheckPendingRequests;
  prototype.scheduleCheckPendingRequests = function scheduleWhileNeeded(this: RequestQueue) {
    if (this.pending.length > 0) schedule.call(this);
  };
}

/** Requests that find a connection closed in the same moment would open a socket each, of which all but the last stay open for ever. */
function connectOnce(): void {
  const { prototype } = require('kafkajs/src/network/connectionPool') as { prototype: ConnectionPool };
  const opening = new WeakMap<Connection, Promise<unknown>>();
  prototype.getConnection = async function getConnectedOnce(this: ConnectionPool, index = 0) {
    const connection = this.pool[index]!;
    if (!connection.isConnected()) {
      const connected =
        opening.get(connection) ?? connection.connect().finally(() => opening.delete(connection));
      opening.set(connection, connected);
      await connected;
    }
    return connection;
  };
}

interface KafkaError extends Error {
  readonly type?: string;
  readonly cause?: unknown;
  readonly errors?: readonly KafkaError[];
}

/** The protocol's name of an error, wherever kafkajs has put it. */
export function protocolType(error: unknown): string | undefined {
  for (let at = error as KafkaError | undefined, depth = 0; at instanceof Error && depth < 5; depth += 1) {
    if (at.type) return at.type;
    at = (at.cause ?? at.errors?.[0]) as KafkaError | undefined;
  }
  return undefined;
}

/** What kafkajs threw, in the words of the port. */
export function fromKafka(error: unknown, doing: string, topic?: string): DomainError {
  if (error instanceof DomainError) return error;
  const type = protocolType(error);
  if (topic && (type === 'UNKNOWN_TOPIC_OR_PARTITION' || type === 'UNKNOWN_TOPIC_ID'))
    return topicMissing(topic, error);
  const said = error instanceof Error ? error.message : String(error);
  return unavailable(`Kafka does not answer (${doing}): ${said}`, `Kafka 暂不可用（${doing}）`, error);
}
