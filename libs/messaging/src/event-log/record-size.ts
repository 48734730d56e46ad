import { DomainError } from '@xianjie/errors';
import type { LogRecord, TopicPartition } from './event-log.js';

/** Bytes of key, value and headers together that one record may have: brokers refuse batches above 1 MiB, less some framing. */
export const MAX_RECORD_BYTES = 1_000_000;

/** Bytes a record takes in a log, about. */
export function recordSize(record: LogRecord): number {
  let size = 24 + record.value.length + Buffer.byteLength(record.key);
  for (const name in record.headers) size += 4 + name.length + Buffer.byteLength(record.headers[name] ?? '');
  return size;
}

/**
 * Records in their order, in groups of at most `maxBytes`, so that a group is never refused for its sum. Throws `invalid` when a
 * single record is larger than `MAX_RECORD_BYTES`.
 */
export function groupBySize<R extends LogRecord>(
  at: TopicPartition,
  records: readonly R[],
  maxBytes: number,
): R[][] {
  const groups: R[][] = [];
  let room = 0;
  for (const record of records) {
    const size = recordSize(record);
    if (size > MAX_RECORD_BYTES) throw tooLarge(at, record.key, size);
    if (groups.length === 0 || size > room) {
      groups.push([]);
      room = maxBytes;
    }
    groups[groups.length - 1]!.push(record);
    room -= size;
  }
  return groups;
}

export function tooLarge(at: TopicPartition, key: string, size: number, cause?: unknown): DomainError {
  return new DomainError(
    'invalid',
    'event-log.record-too-large',
    `A record of ${size} bytes (key ${key}) is too large for ${at.topic}/${at.partition}: at most ${MAX_RECORD_BYTES}`,
    {
      zh: `记录过大（${size} 字节，键 ${key}），${at.topic}/${at.partition} 最多 ${MAX_RECORD_BYTES} 字节`,
      cause,
    },
  );
}

export function topicMissing(topic: string, cause?: unknown): DomainError {
  return new DomainError(
    'not-found',
    'event-log.topic-missing',
    `There is no topic ${topic} in the event log`,
    {
      zh: `事件日志中没有主题 ${topic}`,
      cause,
    },
  );
}

export function unavailable(message: string, zh: string, cause?: unknown): DomainError {
  return new DomainError('unavailable', 'event-log.unavailable', message, { zh, cause });
}
