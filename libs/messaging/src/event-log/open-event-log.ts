import { DomainError } from '@xianjie/errors';
import type { EventLog } from './event-log.js';
import { silent, type EventLogLogger } from './event-log-logger.js';
import { KafkaEventLog } from './kafka-event-log.js';
import { PostgresEventLog } from './postgres-event-log.js';

export interface OpenEventLogOptions {
  /** Shown to those who look after the broker or the database. */
  readonly clientId: string;
  /** Nothing is written without one; what kafkajs retries by itself is `debug`. */
  readonly logger?: EventLogLogger;
  /** One broker on purpose: `checkSafety` does not ask for replication. `SINGLE_BROKER=1` unless told. */
  readonly singleBroker?: boolean;
}

/**
 * The event log behind an address: `kafka://host:port,host:port` or `postgres://…`. Connects when first used. Throws `invalid` for
 * any other address.
 */
export async function openEventLog(address: string, options: OpenEventLogOptions): Promise<EventLog> {
  const { clientId, logger = silent } = options;
  if (address.startsWith('kafka://')) {
    const singleBroker = options.singleBroker ?? process.env['SINGLE_BROKER'] === '1';
    return new KafkaEventLog(address, { clientId, logger, singleBroker });
  }
  if (/^postgres(ql)?:\/\//.test(address)) return new PostgresEventLog(address, { clientId, logger });
  const scheme = address.split(':')[0] ?? '';
  throw new DomainError(
    'invalid',
    'event-log.address',
    `An event log is kafka://… or postgres://…, not ${scheme}:…`,
    {
      zh: '事件日志地址应为 kafka://… 或 postgres://…',
    },
  );
}
